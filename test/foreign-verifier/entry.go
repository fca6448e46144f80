package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"slices"
)

// An event as the log stores it.
type event struct {
	ID         string `json:"id"`
	Type       string `json:"type"`
	Stream     string `json:"stream"`
	Revision   int64  `json:"revision"`
	RecordedAt string `json:"recordedAt"`
	Actor      string `json:"actor"`
	Salt       string `json:"salt"`
	Data       object `json:"data"`
}

func decodeEvent(body []byte) (*event, error) {
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	var one event
	if err := decoder.Decode(&one); err != nil {
		return nil, err
	}
	return &one, nil
}

// EntryOf computes an entry as the format page defines it.
func entryOf(one *event, body []byte, position int64) []byte {
	salt, err := base64.RawURLEncoding.DecodeString(one.Salt)
	if err != nil || len(salt) != 16 {
		salt = nil
	}
	digest := func(label string, content []byte) string {
		length := []byte{byte(len(salt))}
		sum := sha256.Sum256(slices.Concat([]byte("ledger "+label+"\n"), length, salt, content))
		return base64.StdEncoding.EncodeToString(sum[:])
	}
	stream := fmt.Appendf(nil, "%d\n%s", one.Revision, one.Stream)
	return fmt.Appendf(nil,
		`{"commitment":"%s","event":"%s","position":%d,"stream":"%s","type":"%s"}`,
		digest("bytes", body), digest("id", []byte(one.ID)), position,
		digest("stream", stream), one.Type)
}
