package main

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"
)

const moment = "2006-01-02T15:04:05.000Z"

// EndOf is the end of a date of publication.
func endOf(date string) string {
	for layout, add := range map[string][3]int{
		"2006": {1, 0, 0}, "2006-01": {0, 1, 0}, "2006-01-02": {0, 0, 1},
	} {
		if day, err := time.Parse(layout, date); err == nil {
			return day.AddDate(add[0], add[1], add[2]).Format(moment)
		}
	}
	return date
}

// StartOf is the first moment of a date of publication.
func startOf(date string) string {
	for _, layout := range []string{"2006", "2006-01", "2006-01-02"} {
		if day, err := time.Parse(layout, date); err == nil {
			return day.Format(moment)
		}
	}
	return date
}

// A publication as it was known by the recording clock.
type publication struct {
	facts   object
	by      string
	seen    []object
	visible string
}

// Counted gives the events of a stream that were recorded by the recording clock.
func (p *pack) counted(stream string, isFirstAlways bool) []*event {
	counted := []*event{}
	for i, one := range p.streams[stream] {
		if one.RecordedAt <= p.question.RecordedBy || (isFirstAlways && i == 0) {
			counted = append(counted, one)
		}
	}
	return counted
}

func (p *pack) publication(id string) *publication {
	found := &publication{}
	released := ""
	for _, one := range p.counted("publication-"+id, true) {
		switch one.Type {
		case "PublicationRegistered":
			found.facts = one.Data
		case "PublicationSuperseded":
			found.by = text(one.Data["by"])
		case "ArtefactSeen":
			found.seen = append(found.seen, one.Data)
		case "PublicationReleased":
			released = one.RecordedAt
		}
	}
	dated := endOf(text(found.facts["published"]))
	switch {
	case found.facts["isEmbargoed"] != true:
		found.visible = dated
	case released != "":
		found.visible = max(dated, released)
	}
	return found
}

// Entries are in order of revision, with what was corrected and retracted.
func (p *pack) entries() []*entry {
	entries := []*entry{}
	byID := func(id any) *entry {
		at := slices.IndexFunc(entries, func(one *entry) bool { return one.ID == id })
		if at < 0 {
			return &entry{}
		}
		return entries[at]
	}
	for _, one := range p.counted("figure-"+p.question.Key, false) {
		switch one.Type {
		case "TranscriptionCorrected":
			corrected := byID(one.Data["corrects"])
			corrected.says, corrected.isCorrected = one.Data, true
			corrected.reading = p.readings[one.ID]
		case "AppearanceRetracted":
			byID(one.Data["retracts"]).retraction = one
		default:
			entries = append(entries, &entry{event: one, says: one.Data, reading: p.readings[one.ID]})
		}
	}
	return entries
}

// CheckAnswer folds the events to the answer, and compares it with the pack's.
func (p *pack) checkAnswer() error {
	var stated object
	if err := p.decode("answer.json", &stated); err != nil {
		return err
	}
	folded := p.answer()
	for name := range folded {
		if canonical(stated[name]) != canonical(folded[name]) {
			return faulty("answer", "%s is %s, and not %s", name,
				canonical(folded[name]), canonical(stated[name]))
		}
	}
	for name := range stated {
		if _, found := folded[name]; !found {
			return faulty("answer", "%s is not of an answer", name)
		}
	}
	return nil
}

func (p *pack) answer() object {
	entries := p.entries()
	known := p.publications(entries)
	measure := p.measure()
	ownerAt := p.owners(measure, p.figure(entries))
	seen := slices.DeleteFunc(slices.Clone(entries), func(one *entry) bool {
		visible := known[one.publication()].visible
		return visible == "" || visible > p.question.PublishedBy
	})
	standing := slices.DeleteFunc(slices.Clone(seen), func(one *entry) bool {
		return one.retraction != nil
	})
	c := chainOf(standing, func(one *entry) bool {
		return text(ownerAt(one.fact("published"))["owner"]) == one.fact("publisher")
	})
	links, former, retracted := []any{}, []any{}, []any{}
	for _, one := range c.links {
		links = append(links, linkAnswer(one, known))
	}
	for _, one := range c.former {
		former = append(former, printAnswer(one, known))
	}
	for _, one := range seen {
		if one.retraction != nil {
			retracted = append(retracted, retractedAnswer(one, known))
		}
	}
	last, _ := time.Parse(moment, p.question.PublishedBy)
	answer := object{
		"key":       p.question.Key,
		"figure":    p.figure(entries),
		"measure":   measure,
		"ownership": ownerAt(last.Add(-time.Millisecond).Format(moment)),
		"clocks": object{"publishedBy": p.question.PublishedBy,
			"recordedBy": p.question.RecordedBy, "datedWithin": p.datedWithin(entries, known)},
		"state":        c.state,
		"valueInForce": valueInForce(c, known),
		"formerBases":  former,
		"chain":        links,
		"appearances":  json.Number(strconv.Itoa(len(c.links))),
		"retracted":    retracted,
	}
	if c.state == "reported" {
		if seen := p.seen(known[c.inForce.publication()].seen); len(seen) > 0 {
			answer["seen"] = seen
		}
	}
	return answer
}

// Seen is how long a source was read and found unchanged, and by when it was gone.
func (p *pack) seen(sightings []object) object {
	unchanged, gone := "", ""
	for _, one := range sightings {
		at := text(one["seenAt"])
		if at <= p.question.PublishedBy && one["sha256"] != nil {
			unchanged = max(unchanged, at)
		}
	}
	for _, one := range sightings {
		at := text(one["seenAt"])
		if at <= p.question.PublishedBy && one["sha256"] == nil && at > unchanged &&
			(gone == "" || at < gone) {
			gone = at
		}
	}
	seen := object{}
	if unchanged != "" {
		seen["unchangedUntil"] = unchanged
	}
	if gone != "" {
		seen["goneBy"] = gone
	}
	return seen
}

// Publications are those of the entries; one that another comes after is visible no later.
func (p *pack) publications(entries []*entry) map[string]*publication {
	known := map[string]*publication{}
	for _, one := range entries {
		known[one.publication()] = p.publication(one.publication())
	}
	for _, one := range entries {
		for id, other := range known {
			if other.by == one.publication() {
				one.supersedes = append(one.supersedes, id)
			}
		}
	}
	latest := map[string]string{}
	for _, one := range entries {
		visible := known[one.publication()].visible
		for _, id := range one.after() {
			if bound, found := latest[id]; visible != "" && (!found || visible < bound) {
				latest[id] = visible
			}
		}
	}
	for id, bound := range latest {
		if one, found := known[id]; found && one.visible > bound {
			one.visible = bound
		}
	}
	return known
}

func (p *pack) measure() object {
	measure := object{}
	code, _, _ := strings.Cut(p.question.Key, "/")
	for _, one := range p.counted("measure-"+code, true) {
		if one.Type == "MeasureRedefined" {
			measure["definitionVersion"] = one.Data["version"]
			continue
		}
		measure["definitionVersion"] = json.Number("1")
		for _, name := range []string{"code", "title", "units", "valueType", "kind", "polarity",
			"owner"} {
			measure[name] = one.Data[name]
		}
	}
	return measure
}

func (p *pack) figure(entries []*entry) object {
	if len(entries) > 0 {
		figure, _ := entries[0].Data["figure"].(object)
		return figure
	}
	parts := strings.Split(p.question.Key, "/")
	breakdown := object{}
	figure := object{"measure": parts[0], "area": parts[1], "period": parts[2],
		"statistic": "value", "breakdown": breakdown}
	for i, part := range parts[3:] {
		name, member, isDimension := strings.Cut(part, "=")
		if isDimension {
			breakdown[name] = member
		} else if i == 0 {
			statistic, compared, isCompared := strings.Cut(part, "~")
			figure["statistic"] = statistic
			if isCompared {
				figure["comparedWith"] = compared
			}
		}
	}
	return figure
}

// Owners finds the registration that is in force at a date or moment.
func (p *pack) owners(measure, figure object) func(date string) object {
	lineage := p.lineage(text(figure["area"]))
	breakdown, _ := figure["breakdown"].(object)
	registered := []object{}
	for _, one := range p.counted("ownership-register", false) {
		registered = slices.DeleteFunc(registered, func(known object) bool {
			return known["measures"] == one.Data["measures"] && known["area"] == one.Data["area"] &&
				known["source"] == one.Data["source"] && known["from"] == one.Data["from"]
		})
		registered = append(registered, one.Data)
	}
	code := text(measure["code"])
	registered = slices.DeleteFunc(registered, func(one object) bool {
		measures := text(one["measures"])
		isOfMeasure := one["measures"] == nil || measures == code ||
			strings.HasPrefix(code, measures+".")
		isOfArea := one["area"] == nil || slices.Contains(lineage, text(one["area"]))
		isOfSource := one["source"] == nil || breakdown["source"] == one["source"]
		return !isOfMeasure || !isOfArea || !isOfSource
	})
	start := func(one object) string { return startOf(text(one["from"])) }
	distance := func(one object) int {
		if one["area"] == nil {
			return len(lineage)
		}
		return slices.Index(lineage, text(one["area"]))
	}
	source := func(one object) int { return min(len(text(one["source"])), 1) }
	slices.SortStableFunc(registered, func(a, b object) int {
		return first(source(b)-source(a), len(text(b["measures"]))-len(text(a["measures"])),
			distance(a)-distance(b), strings.Compare(start(b), start(a)))
	})
	return func(date string) object {
		for _, one := range registered {
			isInForce := endOf(date) > start(one)
			if len(date) > len("2006-01-02") {
				isInForce = date >= start(one)
			}
			if isInForce {
				facts := object{}
				for name, value := range one {
					if name != "reason" {
						facts[name] = value
					}
				}
				return facts
			}
		}
		return object{"owner": measure["owner"]}
	}
}

func (p *pack) lineage(area string) []string {
	lineage := []string{}
	for area != "" && !slices.Contains(lineage, area) {
		lineage = append(lineage, area)
		events := p.counted("area-"+area, true)
		area = ""
		if len(events) > 0 {
			area = text(events[len(events)-1].Data["parent"])
		}
	}
	return lineage
}

func (p *pack) datedWithin(entries []*entry, known map[string]*publication) []any {
	found := map[string]object{}
	for _, one := range entries {
		date, id := one.fact("published"), one.publication()
		visible := known[id].visible
		if one.retraction == nil && visible != "" && visible <= endOf(date) &&
			visible > p.question.PublishedBy && startOf(date) <= p.question.PublishedBy {
			found[id] = object{"publication": id, "published": date, "visibleFrom": visible}
		}
	}
	sorted := []any{}
	for _, one := range found {
		sorted = append(sorted, one)
	}
	slices.SortFunc(sorted, func(a, b any) int {
		order := func(item any) string {
			one := item.(object)
			return text(one["visibleFrom"]) + " " + text(one["publication"])
		}
		return strings.Compare(order(a), order(b))
	})
	return sorted
}

func pick(from object, names ...string) object {
	picked := object{}
	for _, name := range names {
		if value, found := from[name]; found {
			picked[name] = value
		}
	}
	return picked
}

func printedValue(says object) object {
	return pick(says, "value", "printed", "unit", "scale", "precision", "qualifier", "markers")
}

func printAnswer(one *entry, known map[string]*publication) object {
	print := printedValue(one.says)
	for name, value := range pick(one.Data, "role", "locator", "change", "note") {
		print[name] = value
	}
	facts := known[one.publication()].facts
	print["publication"] = pick(facts, "id", "title", "publisher", "published")
	print["eventId"], print["recordedAt"] = one.ID, one.RecordedAt
	if one.isCorrected {
		print["firstCapture"] = printedValue(one.Data)
	}
	return print
}

func linkAnswer(one link, known map[string]*publication) object {
	answer := printAnswer(one.entry, known)
	answer["move"] = one.move
	answer["visibleFrom"] = known[one.entry.publication()].visible
	if one.kind != "" {
		answer["kind"] = one.kind
	}
	if one.change != nil {
		answer["change"] = one.change
	}
	return answer
}

func retractedAnswer(one *entry, known map[string]*publication) object {
	answer := printAnswer(one, known)
	answer["retraction"] = object{"eventId": one.retraction.ID,
		"recordedAt": one.retraction.RecordedAt, "reason": one.retraction.Data["reason"]}
	return answer
}

func valueInForce(c *chain, known map[string]*publication) any {
	if c.state != "reported" {
		return nil
	}
	sinceOf := func(one *entry) object {
		since := pick(one.Data, "publication", "published")
		since["eventId"] = one.ID
		return since
	}
	answer := printAnswer(c.inForce, known)
	since := sinceOf(c.since)
	for name, value := range printedValue(c.since.says) {
		since[name] = value
	}
	answer["since"], answer["textSince"] = since, sinceOf(c.inForce)
	for name, value := range pick(c.basis, "definitionVersion", "notice") {
		answer[name] = value
	}
	return answer
}
