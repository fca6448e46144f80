package main

import (
	"archive/zip"
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// A fault is what is wrong with a pack, by the kinds that the format page names.
type fault struct {
	kind string
	text string
}

func (f fault) Error() string { return f.kind + ": " + f.text }

func faulty(kind, format string, arguments ...any) error {
	return fault{kind, fmt.Sprintf(format, arguments...)}
}

// CheckPacks checks the packs whose files its input names, one a line, and prints a line for each:
// "proved" with the readings that it derived and those that it took from the pack, or the fault.
func checkPacks(arguments []string) error {
	if len(arguments) != 1 {
		return fmt.Errorf("name the log's key")
	}
	verifier, err := note.NewVerifier(arguments[0])
	if err != nil {
		return err
	}
	input := bufio.NewScanner(os.Stdin)
	for input.Scan() {
		p := &pack{verifier: verifier}
		if err := p.check(input.Text()); err != nil {
			fmt.Println(strings.ReplaceAll(err.Error(), "\n", " "))
			continue
		}
		fmt.Printf("proved: %d readings derived, %d taken\n", p.derived, p.taken)
	}
	return input.Err()
}

type object = map[string]any

type packEvent struct {
	Index    int64
	Position int64
}

type packStream struct {
	Name     string
	Events   []packEvent
	Siblings []string
	Other    *struct{ Key, Head string }
}

// A pack on its way to being believed.
type pack struct {
	verifier note.Verifier
	files    map[string][]byte
	question struct{ Key, PublishedBy, RecordedBy string }
	list     []packStream
	tree     tlog.Tree
	mapRoot  [32]byte
	// Events by stream, in order of revision.
	streams  map[string][]*event
	readings map[string]*reading
	derived  int
	taken    int
}

func (p *pack) check(path string) error {
	steps := []func() error{
		func() error { return p.open(path) }, p.checkSignature, p.checkStreams,
		p.checkNeeded, p.checkReadings, p.checkAnswer, p.checkFindings,
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (p *pack) open(path string) error {
	archive, err := zip.OpenReader(path)
	if err != nil {
		return faulty("layout", "%v", err)
	}
	defer archive.Close()
	p.files = map[string][]byte{}
	for _, file := range archive.File {
		reader, err := file.Open()
		if err != nil {
			return faulty("layout", "%v", err)
		}
		content, err := io.ReadAll(io.LimitReader(reader, 100_000_000))
		if err != nil {
			return faulty("layout", "%s: %v", file.Name, err)
		}
		if _, twice := p.files[file.Name]; twice {
			return faulty("layout", "%s is in it twice", file.Name)
		}
		p.files[file.Name] = content
	}
	if err := p.decode("question.json", &p.question); err != nil {
		return err
	}
	if err := p.decode("streams.json", &p.list); err != nil {
		return err
	}
	return p.checkFiles()
}

func (p *pack) decode(name string, into any) error {
	decoder := json.NewDecoder(bytes.NewReader(p.files[name]))
	decoder.UseNumber()
	if err := decoder.Decode(into); err != nil {
		return faulty("layout", "%s: %v", name, err)
	}
	return nil
}

func (p *pack) checkFiles() error {
	expected := map[string]bool{}
	for _, name := range []string{"README.txt", "question.json", "answer.json", "streams.json",
		"readings.json", "findings.json", "checkpoint", "keys.txt"} {
		expected[name] = true
	}
	for _, stream := range p.list {
		for _, at := range stream.Events {
			expected[fmt.Sprintf("events/%d.json", at.Index)] = true
			expected[fmt.Sprintf("proofs/%d.tlog-proof", at.Index)] = true
		}
	}
	for name := range expected {
		if p.files[name] == nil {
			return faulty("layout", "%s is missing", name)
		}
	}
	for name := range p.files {
		if !expected[name] {
			return faulty("layout", "%s does not belong to it", name)
		}
	}
	return nil
}

func (p *pack) checkSignature() error {
	opened, err := note.Open(p.files["checkpoint"], note.VerifierList(p.verifier))
	if err != nil {
		return faulty("signature", "%v", err)
	}
	if p.tree, err = openCheckpoint(p.files["checkpoint"], p.verifier); err != nil {
		return faulty("signature", "%v", err)
	}
	for _, line := range strings.Split(opened.Text, "\n")[3:] {
		text, found := strings.CutPrefix(line, "streams ")
		root, err := base64.StdEncoding.DecodeString(text)
		if found && err == nil && len(root) == 32 {
			p.mapRoot = [32]byte(root)
			return nil
		}
	}
	return faulty("signature", "the checkpoint has no map of streams")
}

func (p *pack) checkStreams() error {
	p.streams = map[string][]*event{}
	for _, stream := range p.list {
		if _, twice := p.streams[stream.Name]; twice {
			return faulty("layout", "stream %s is in it twice", stream.Name)
		}
		if err := p.checkMap(stream); err != nil {
			return faulty("stream", "%s: %v", stream.Name, err)
		}
		events := []*event{}
		for _, at := range stream.Events {
			one, err := p.checkEvent(stream.Name, at)
			if err != nil {
				return faulty("entry", "%d of %s: %v", at.Index, stream.Name, err)
			}
			events = append(events, one)
		}
		if isList(stream.Name) {
			p.streams[stream.Name] = events
			continue
		}
		slices.SortFunc(events, func(a, b *event) int { return int(a.Revision - b.Revision) })
		for i, one := range events {
			if one.Revision != int64(i) {
				return faulty("stream", "%s has no revision %d", stream.Name, i)
			}
		}
		p.streams[stream.Name] = events
	}
	return nil
}

// CheckEvent recomputes the entry of an event from its bytes, and checks that it is in the log.
func (p *pack) checkEvent(stream string, at packEvent) (*event, error) {
	body := p.files[fmt.Sprintf("events/%d.json", at.Index)]
	one, err := decodeEvent(body)
	if err != nil {
		return nil, err
	}
	if one.Stream != stream && !one.isListedIn(stream) {
		return nil, fmt.Errorf("it is of stream %s", one.Stream)
	}
	proof, err := p.proofOf(at.Index)
	if err != nil {
		return nil, err
	}
	leaf := tlog.RecordHash(entryOf(one, body, at.Position))
	return one, tlog.CheckRecord(proof, p.tree.N, p.tree.Hash, at.Index, leaf)
}

func (p *pack) proofOf(index int64) (tlog.RecordProof, error) {
	text := string(p.files[fmt.Sprintf("proofs/%d.tlog-proof", index)])
	head, checkpoint, found := strings.Cut(text, "\n\n")
	if !found || checkpoint != string(p.files["checkpoint"]) {
		return nil, fmt.Errorf("its proof has another checkpoint")
	}
	lines := strings.Split(head, "\n")
	if lines[0] != "c2sp.org/tlog-proof@v1" {
		return nil, fmt.Errorf("its proof is none")
	}
	lines = lines[1:]
	if len(lines) > 0 && strings.HasPrefix(lines[0], "extra ") {
		lines = lines[1:]
	}
	if len(lines) == 0 || lines[0] != "index "+strconv.FormatInt(index, 10) {
		return nil, fmt.Errorf("its proof is of another entry")
	}
	proof := tlog.RecordProof{}
	for _, line := range lines[1:] {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return nil, err
		}
		proof = append(proof, hash)
	}
	return proof, nil
}

// CheckMap checks that the map has exactly the entries that a stream lists.
func (p *pack) checkMap(stream packStream) error {
	key := sha256.Sum256([]byte(stream.Name))
	var head [32]byte
	for _, at := range stream.Events {
		var index [8]byte
		for i := range index {
			index[i] = byte(at.Index >> (56 - 8*i))
		}
		head = sha256.Sum256(slices.Concat([]byte{2}, head[:], index[:]))
	}
	var hash [32]byte
	switch {
	case len(stream.Events) > 0:
		hash = sha256.Sum256(slices.Concat([]byte{0}, key[:], head[:]))
	case stream.Other != nil:
		other, err := hash32(stream.Other.Key)
		if err != nil {
			return err
		}
		otherHead, err := hash32(stream.Other.Head)
		if err != nil {
			return err
		}
		if other == key {
			return fmt.Errorf("the other stream is this one")
		}
		for at := range stream.Siblings {
			if bitOf(other, at) != bitOf(key, at) {
				return fmt.Errorf("the other stream is not on the way")
			}
		}
		hash = sha256.Sum256(slices.Concat([]byte{0}, other[:], otherHead[:]))
	}
	for i, text := range stream.Siblings {
		sibling, err := hash32(text)
		if err != nil {
			return err
		}
		if bitOf(key, len(stream.Siblings)-1-i) == 1 {
			hash = sha256.Sum256(slices.Concat([]byte{1}, sibling[:], hash[:]))
		} else {
			hash = sha256.Sum256(slices.Concat([]byte{1}, hash[:], sibling[:]))
		}
	}
	if hash != p.mapRoot {
		return fmt.Errorf("the map has other events of it")
	}
	return nil
}

func hash32(text string) ([32]byte, error) {
	data, err := base64.StdEncoding.DecodeString(text)
	if err != nil || len(data) != 32 {
		return [32]byte{}, fmt.Errorf("%q is no hash", text)
	}
	return [32]byte(data), nil
}

func bitOf(key [32]byte, at int) int {
	if at > 255 {
		return 0
	}
	return int(key[at/8]>>(7-at%8)) & 1
}

// CheckNeeded checks that the pack has the streams that the answer rests on, and no others.
func (p *pack) checkNeeded() error {
	parts := strings.SplitN(p.question.Key, "/", 3)
	if len(parts) < 3 {
		return faulty("layout", "%q is no key", p.question.Key)
	}
	own := "figure-" + p.question.Key
	needed := map[string]bool{own: true, "measure-" + parts[0]: true, "ownership-register": true}
	for _, one := range p.streams[own] {
		needed["publication-"+text(one.Data["publication"])] = true
	}
	list := listPrefix + "findings-" + p.question.Key
	needed[list] = true
	for _, one := range p.streams[list] {
		needed["finding-"+text(one.Data["id"])] = true
		needed["publication-"+text(one.Data["publication"])] = true
	}
	for areas := []string{parts[1]}; len(areas) > 0; areas = areas[1:] {
		name := "area-" + areas[0]
		if needed[name] {
			continue
		}
		needed[name] = true
		for _, one := range p.streams[name] {
			if parent := text(one.Data["parent"]); parent != "" {
				areas = append(areas, parent)
			}
		}
	}
	for name := range needed {
		if _, found := p.streams[name]; !found {
			return faulty("missing", "%s", name)
		}
	}
	for name := range p.streams {
		if !needed[name] {
			return faulty("layout", "the answer does not rest on %s", name)
		}
	}
	return nil
}

func text(value any) string {
	found, _ := value.(string)
	return found
}
