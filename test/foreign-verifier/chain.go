package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/big"
	"slices"
	"strings"
)

// An entry is one appearance of a figure in a publication.
type entry struct {
	*event
	// Says has the printed value: the event's, or that of its correction.
	says        object
	isCorrected bool
	retraction  *event
	reading     *reading
	supersedes  []string
}

func (e *entry) fact(name string) string { return text(e.Data[name]) }
func (e *entry) publication() string     { return e.fact("publication") }
func (e *entry) corrects() []string      { return textsIn(e.Data["correctsPublications"]) }

// After lists the publications that come before the entry's own.
func (e *entry) after() []string {
	all := slices.Clone(e.corrects())
	for _, id := range e.supersedes {
		if !slices.Contains(all, id) {
			all = append(all, id)
		}
	}
	return all
}

func (e *entry) has(markers string) bool {
	return slices.ContainsFunc(textsIn(e.says["markers"]), func(marker string) bool {
		return slices.Contains(strings.Fields(markers), marker)
	})
}

func (e *entry) change() object {
	change, _ := e.Data["change"].(object)
	return change
}

func textsIn(value any) []string {
	list, _ := value.([]any)
	texts := []string{}
	for _, item := range list {
		texts = append(texts, text(item))
	}
	return texts
}

func agrees(a, b *entry) bool {
	if a.reading == nil || b.reading == nil {
		return a.reading == b.reading &&
			slices.Equal(textsIn(a.says["markers"]), textsIn(b.says["markers"]))
	}
	return readingsAgree(a.reading, b.reading)
}

func isNarrower(a, b *reading) bool { return a != nil && b != nil && compareWidths(a, b) < 0 }

func isSameNumber(a, b *entry) bool {
	if a.says["value"] == nil || b.says["value"] == nil {
		return a.says["value"] == b.says["value"]
	}
	if text(a.says["unit"]) != text(b.says["unit"]) {
		return sameMiddle(a.reading, b.reading)
	}
	one, _ := new(big.Rat).SetString(text(a.says["value"]))
	other, _ := new(big.Rat).SetString(text(b.says["value"]))
	return one != nil && other != nil && one.Cmp(other) == 0
}

// WordsInOrder groups entries by publication, in order of publication.
func wordsInOrder(entries []*entry) [][]*entry {
	sorted := slices.Clone(entries)
	slices.SortStableFunc(sorted, compareEntries)
	words := [][]*entry{}
	for _, one := range sorted {
		at := slices.IndexFunc(words, func(word []*entry) bool {
			return word[0].publication() == one.publication()
		})
		if at < 0 {
			words = append(words, []*entry{one})
		} else {
			words[at] = append(words[at], one)
		}
	}
	latest := map[string]string{}
	for _, word := range words {
		from := endOf(word[0].fact("published"))
		for _, id := range word[0].after() {
			if known, found := latest[id]; !found || from < known {
				latest[id] = from
			}
		}
	}
	moment := func(word []*entry) string {
		from := endOf(word[0].fact("published"))
		if bound, found := latest[word[0].publication()]; found && bound < from {
			return bound
		}
		return from
	}
	slices.SortStableFunc(words, func(a, b []*entry) int {
		return first(
			strings.Compare(moment(a), moment(b)),
			len(a[0].after())-len(b[0].after()),
			strings.Compare(a[0].publication(), b[0].publication()),
		)
	})
	return words
}

func compareEntries(a, b *entry) int {
	rank := func(isFirst bool) int {
		if isFirst {
			return 0
		}
		return 1
	}
	width := 0
	if a.reading != nil && b.reading != nil {
		width = compareWidths(a.reading, b.reading)
	}
	return first(
		rank(a.fact("role") == "primary")-rank(b.fact("role") == "primary"),
		rank(text(a.says["qualifier"]) == "exact")-rank(text(b.says["qualifier"]) == "exact"),
		rank(a.reading != nil)-rank(b.reading != nil),
		width,
		a.place("line", 0)-b.place("line", 0),
		a.place("order", 0)-b.place("order", 0),
		a.place("occurrence", 1)-b.place("occurrence", 1),
		strings.Compare(a.placeText(), b.placeText()),
		strings.Compare(a.ID, b.ID),
	)
}

func first(comparisons ...int) int {
	for _, comparison := range comparisons {
		if comparison != 0 {
			return comparison
		}
	}
	return 0
}

func (e *entry) place(name string, otherwise int) int {
	locator, _ := e.Data["locator"].(object)
	number, found := locator[name].(json.Number)
	if !found {
		return otherwise
	}
	value, _ := number.Int64()
	return int(value)
}

func (e *entry) placeText() string {
	place := object{}
	locator, _ := e.Data["locator"].(object)
	for name, value := range locator {
		if name != "order" && !(name == "occurrence" && fmt.Sprint(value) == "1") {
			place[name] = value
		}
	}
	return canonical(place)
}

// Canonical writes a value with sorted names, for comparison alone.
func canonical(value any) string {
	var buffer bytes.Buffer
	encoder := json.NewEncoder(&buffer)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return err.Error()
	}
	return buffer.String()
}

// A link is what a publication did.
type link struct {
	move, kind string
	change     object
	entry      *entry
}

// A turn is a publication's first entry with all that it announces.
type turn struct {
	*entry
	announced       object
	isToChange      bool
	isMarkedChanged bool
}

func (t turn) kind() string { return text(t.announced["kind"]) }

// A chain is a figure's history as it is walked.
type chain struct {
	isOwned func(*entry) bool
	links   []link
	former  []*entry
	state   string
	inForce *entry
	since   *entry
	reading *reading
	// IsToChange stays from what was in force and was marked so.
	isToChange bool
	basis      object
}

func chainOf(entries []*entry, isOwned func(*entry) bool) *chain {
	c := &chain{isOwned: isOwned, state: "unreported"}
	for _, word := range wordsInOrder(entries) {
		c.take(turnOf(word))
		for _, again := range word[1:] {
			move := "contradicted"
			if agrees(word[0], again) {
				move = "confirmed"
			}
			c.links = append(c.links, link{move: move, entry: again})
		}
	}
	return c
}

func turnOf(word []*entry) turn {
	next := turn{entry: word[0]}
	for _, one := range word {
		if !agrees(word[0], one) {
			continue
		}
		if next.announced == nil {
			next.announced = one.change()
		}
		next.isToChange = next.isToChange || one.has("p e f c x z w")
		next.isMarkedChanged = next.isMarkedChanged || one.has("r b d c x z w")
	}
	return next
}

func (c *chain) take(next turn) {
	owned := c.isOwned(next.entry)
	isChange := next.kind() == "routine" || next.kind() == "correction"
	switch {
	case next.kind() == "withdrawn" && owned:
		c.add("withdrawn", "", next)
		c.state, c.inForce = "withdrawn", next.entry
	case c.state != "reported":
		c.add("recorded", "", next)
		c.put(next, next.entry)
		c.setBasis(next)
	case next.kind() == "restatement" && owned && !c.isSameBasis(next.announced):
		c.former = append(c.former, c.inForce)
		c.add("restated", "", next)
		c.put(next, next.entry)
		c.setBasis(next)
	case owned && isChange && c.isOtherThan(next.entry):
		c.revise(next)
	case c.agreesWith(next.entry):
		c.confirm(next)
	case owned:
		c.revise(next)
	default:
		c.add("contradicted", "", next)
	}
}

func (c *chain) add(move, kind string, next turn) {
	c.links = append(c.links, link{move, kind, next.announced, next.entry})
}

func (c *chain) put(next turn, since *entry) {
	c.state, c.inForce, c.since = "reported", next.entry, since
	c.reading, c.isToChange = next.reading, next.isToChange
}

func (c *chain) setBasis(next turn) {
	c.basis = nil
	if next.kind() == "restatement" {
		c.basis = next.announced
	}
}

func (c *chain) isSameBasis(announced object) bool {
	if c.basis == nil {
		return false
	}
	if version := announced["definitionVersion"]; version != nil {
		return version == c.basis["definitionVersion"]
	}
	notice, found := announced["notice"].(object)
	known, _ := c.basis["notice"].(object)
	return found && known != nil && notice["publication"] == known["publication"]
}

func (c *chain) isOtherThan(next *entry) bool {
	return !isSameNumber(c.inForce, next) || c.inForce.says["qualifier"] != next.says["qualifier"]
}

func (c *chain) agreesWith(next *entry) bool {
	present := *c.inForce
	present.reading = c.reading
	return agrees(&present, next)
}

func (c *chain) revise(next turn) {
	c.add("revised", c.kindOf(next), next)
	c.put(next, next.entry)
}

func (c *chain) kindOf(next turn) string {
	isOneOf := func(ids []string) bool {
		return slices.Contains(ids, c.inForce.publication()) ||
			slices.Contains(ids, c.since.publication())
	}
	if next.kind() == "correction" || (next.announced == nil && isOneOf(next.corrects())) {
		return "correction"
	}
	isNotice := next.Data["correctsPublications"] != nil || isOneOf(next.supersedes)
	isOther := c.inForce.fact("publisher") != next.fact("publisher")
	isAnnounced := next.announced != nil || next.isMarkedChanged || c.isToChange
	if isAnnounced || isNotice || isOther {
		return "routine"
	}
	return "unannounced"
}

func (c *chain) confirm(next turn) {
	isSame := c.inForce.fact("publisher") == next.fact("publisher")
	isFinal := isSame && (next.kind() == "finalised" ||
		c.inForce.has("p") && !next.has("p") && next.fact("role") == "primary")
	move := "confirmed"
	if isFinal {
		move = "finalised"
	}
	c.add(move, "", next)
	if isSame {
		c.isToChange = (c.isToChange && !isFinal) || next.isToChange
	}
	mayReplace := c.isOwned(next.entry) || !c.isOwned(c.inForce)
	if mayReplace && (isFinal || isNarrower(next.reading, c.reading)) {
		isToChange := c.isToChange
		c.put(next, c.since)
		c.isToChange = isToChange
	}
}
