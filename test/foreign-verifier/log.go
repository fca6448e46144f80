package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// TileHeight is the height that C2SP tlog-tiles gives tiles.
const tileHeight = 8

// CheckLog reads a served log whole: its checkpoint, every entry, and the proof of each.
func checkLog(arguments []string) error {
	if len(arguments) != 2 {
		return fmt.Errorf("name the log's address and its key")
	}
	address := arguments[0]
	verifier, err := note.NewVerifier(arguments[1])
	if err != nil {
		return err
	}
	signed, err := fetch(address + "/checkpoint")
	if err != nil {
		return err
	}
	tree, err := openCheckpoint(signed, verifier)
	if err != nil {
		return err
	}
	tiles := &servedTiles{address: address, size: tree.N}
	hashes := tlog.TileHashReader(tree, tiles)
	for bundle := int64(0); bundle*256 < tree.N; bundle++ {
		if err := checkBundle(tree, tiles, hashes, bundle); err != nil {
			return err
		}
	}
	fmt.Println(tree.N)
	return nil
}

// OpenCheckpoint believes a checkpoint if the verifier's key signed it.
func openCheckpoint(signed []byte, verifier note.Verifier) (tlog.Tree, error) {
	opened, err := note.Open(signed, note.VerifierList(verifier))
	if err != nil {
		return tlog.Tree{}, err
	}
	lines := strings.SplitN(opened.Text, "\n", 4)
	if len(lines) < 4 {
		return tlog.Tree{}, fmt.Errorf("the checkpoint has %d lines", len(lines))
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, err
	}
	root, err := tlog.ParseHash(lines[2])
	return tlog.Tree{N: size, Hash: root}, err
}

func checkBundle(tree tlog.Tree, tiles *servedTiles, hashes tlog.HashReader, bundle int64) error {
	entries, err := tiles.entries(bundle)
	if err != nil {
		return err
	}
	for i, entry := range entries {
		index := bundle*256 + int64(i)
		proof, err := tlog.ProveRecord(tree.N, index, hashes)
		if err != nil {
			return fmt.Errorf("entry %d: %w", index, err)
		}
		leaf := tlog.RecordHash(entry)
		if err := tlog.CheckRecord(proof, tree.N, tree.Hash, index, leaf); err != nil {
			return fmt.Errorf("entry %d: %w", index, err)
		}
	}
	return nil
}

// ServedTiles fetches tiles, and leaves it to tlog to hold them against the root.
type servedTiles struct {
	address string
	size    int64
}

func (*servedTiles) Height() int                     { return tileHeight }
func (*servedTiles) SaveTiles([]tlog.Tile, [][]byte) {}

func (s *servedTiles) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var data [][]byte
	for _, tile := range tiles {
		// Tlog has the height in its paths, which the served ones leave out.
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		bytes, err := fetch(s.address + "/" + path)
		if err != nil {
			return nil, err
		}
		data = append(data, bytes)
	}
	return data, nil
}

func (s *servedTiles) entries(bundle int64) ([][]byte, error) {
	width := min(s.size-bundle*256, 256)
	tile := tlog.Tile{H: tileHeight, L: 0, N: bundle, W: int(width)}
	path := strings.Replace(tile.Path(), "tile/8/0/", "tile/entries/", 1)
	data, err := fetch(s.address + "/" + path)
	if err != nil {
		return nil, err
	}
	var entries [][]byte
	for reader := bytes.NewReader(data); reader.Len() > 0; {
		var length uint16
		if err := binary.Read(reader, binary.BigEndian, &length); err != nil {
			return nil, err
		}
		entry := make([]byte, length)
		if _, err := io.ReadFull(reader, entry); err != nil {
			return nil, err
		}
		entries = append(entries, entry)
	}
	if int64(len(entries)) != width {
		return nil, fmt.Errorf("bundle %d has %d entries, not %d", bundle, len(entries), width)
	}
	return entries, nil
}

func fetch(address string) ([]byte, error) {
	response, err := http.Get(address)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", address, response.Status)
	}
	return io.ReadAll(response.Body)
}
