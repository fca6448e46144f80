package main

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"slices"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// A treeCase is a tree with proofs of it, as one line of JSON. Its entries are "<seed>:<index>".
type treeCase struct {
	Seed        string
	Size        int64
	Root        string
	Index       int64
	Inclusion   []string
	First       int64
	FirstRoot   string
	Consistency []string
	// A checkpoint of the tree as a signed note, and the key that signed it.
	Checkpoint string
	Key        string
}

// CheckTrees makes every tree and proof of its input anew, and expects the very same bytes.
func checkTrees([]string) error {
	input := bufio.NewScanner(os.Stdin)
	input.Buffer(nil, 1<<20)
	count := 0
	for input.Scan() {
		var c treeCase
		if err := json.Unmarshal(input.Bytes(), &c); err != nil {
			return err
		}
		if err := checkTree(c); err != nil {
			return fmt.Errorf("tree %s of %d entries: %w", c.Seed, c.Size, err)
		}
		count++
	}
	fmt.Println(count)
	return input.Err()
}

func checkTree(c treeCase) error {
	var stored memory
	for i := range c.Size {
		hashes, err := tlog.StoredHashes(i, fmt.Appendf(nil, "%s:%d", c.Seed, i), &stored)
		if err != nil {
			return err
		}
		stored = append(stored, hashes...)
	}
	root, err := tlog.TreeHash(c.Size, &stored)
	if err != nil {
		return err
	}
	if root.String() != c.Root {
		return fmt.Errorf("the root is %s, not %s", root, c.Root)
	}
	inclusion, err := tlog.ProveRecord(c.Size, c.Index, &stored)
	if err != nil {
		return err
	}
	if !slices.Equal(textOf(inclusion), c.Inclusion) {
		return fmt.Errorf("the inclusion proof of %d is %v, not %v", c.Index, inclusion, c.Inclusion)
	}
	if err := checkConsistency(c, &stored); err != nil {
		return err
	}
	return checkCheckpoint(c)
}

func checkConsistency(c treeCase, stored *memory) error {
	first, err := tlog.TreeHash(c.First, stored)
	if err != nil {
		return err
	}
	if first.String() != c.FirstRoot {
		return fmt.Errorf("the root of %d entries is %s, not %s", c.First, first, c.FirstRoot)
	}
	proof, err := tlog.ProveTree(c.Size, c.First, stored)
	if err != nil {
		return err
	}
	if !slices.Equal(textOf(proof), c.Consistency) {
		return fmt.Errorf("the consistency proof of %d is %v, not %v", c.First, proof, c.Consistency)
	}
	return nil
}

func checkCheckpoint(c treeCase) error {
	verifier, err := note.NewVerifier(c.Key)
	if err != nil {
		return err
	}
	opened, err := note.Open([]byte(c.Checkpoint), note.VerifierList(verifier))
	if err != nil {
		return err
	}
	if want := fmt.Sprintf("%s\n%d\n%s\n", verifier.Name(), c.Size, c.Root); opened.Text != want {
		return fmt.Errorf("the checkpoint says %q, not %q", opened.Text, want)
	}
	return nil
}

func textOf(hashes []tlog.Hash) []string {
	text := []string{}
	for _, hash := range hashes {
		text = append(text, base64.StdEncoding.EncodeToString(hash[:]))
	}
	return text
}

// Memory keeps hashes by the index that tlog gives them.
type memory []tlog.Hash

func (m *memory) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	hashes := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		hashes[i] = (*m)[index]
	}
	return hashes, nil
}
