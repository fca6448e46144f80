package main

import (
	"maps"
	"slices"
	"strings"
)

const listPrefix = "list-"

func isList(name string) bool { return strings.HasPrefix(name, listPrefix) }

// IsListedIn is true of the event that raised a finding about the figure of a list.
func (e *event) isListedIn(list string) bool {
	key, found := strings.CutPrefix(list, listPrefix+"findings-")
	return found && e.Type == "FindingRaised" && text(e.Data["publication"]) != "" &&
		slices.Contains(textsIn(e.Data["figures"]), key)
}

var statuses = map[string]string{
	"FindingRaised": "open", "FindingExplained": "explained", "FindingAccepted": "accepted",
	"FindingDismissed": "dismissed", "FindingReopened": "open",
	"FindingReconciled": "reconciled", "FindingSuperseded": "superseded",
}

// CheckFindings folds the findings about the figure, and compares them with the pack's.
func (p *pack) checkFindings() error {
	findings := []any{}
	for _, raised := range p.streams[listPrefix+"findings-"+p.question.Key] {
		visible := p.publication(text(raised.Data["publication"])).visible
		if visible == "" || visible > p.question.PublishedBy {
			continue
		}
		if finding := p.finding(text(raised.Data["id"])); finding != nil {
			findings = append(findings, finding)
		}
	}
	var stated []any
	if err := p.decode("findings.json", &stated); err != nil {
		return err
	}
	if canonical(stated) != canonical(findings) {
		return faulty("finding", "the events lead to %s", canonical(findings))
	}
	return nil
}

func (p *pack) finding(id string) object {
	var finding object
	history := []any{}
	for _, one := range p.counted("finding-"+id, false) {
		if one.Type == "FindingRaised" {
			finding = maps.Clone(one.Data)
		}
		finding["status"] = statuses[one.Type]
		step := pick(one.Data, "reason", "by")
		step["type"], step["actor"], step["recordedAt"] = one.Type, one.Actor, one.RecordedAt
		step["eventId"] = one.ID
		history = append(history, step)
	}
	if finding != nil {
		finding["history"] = history
	}
	return finding
}
