package main

import (
	"fmt"
	"math/big"
	"regexp"
	"strings"
)

// A reading is the open interval of numbers that a print stands for; nil ends are open.
type reading struct {
	Dimension string
	Low       *string
	High      *string
	Point     *string
	Under     *string
}

type ends struct{ low, high *big.Rat }

func (r *reading) ends() ends { return ends{ratOf(r.Low), ratOf(r.High)} }

func ratOf(text *string) *big.Rat {
	if text == nil {
		return nil
	}
	value, _ := new(big.Rat).SetString(*text)
	return value
}

// Over multiplies ends by the divisor of the reading beside them, where theirs is another.
func (r *reading) over(e ends, beside *reading) ends {
	under := ratOf(beside.Under)
	if under == nil || (r.Under != nil && *r.Under == *beside.Under) {
		return e
	}
	times := func(end *big.Rat) *big.Rat {
		if end == nil {
			return nil
		}
		return new(big.Rat).Mul(end, under)
	}
	return ends{times(e.low), times(e.high)}
}

func (r *reading) meant() ends {
	if point := ratOf(r.Point); point != nil {
		return ends{point, point}
	}
	return r.ends()
}

func equal(a, b *big.Rat) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Cmp(b) == 0
}

func below(low, high *big.Rat) bool { return low == nil || high == nil || low.Cmp(high) < 0 }

func readingsAgree(a, b *reading) bool {
	if a.Dimension != b.Dimension {
		return false
	}
	one, other := a.over(a.meant(), b), b.over(b.meant(), a)
	if a.Point != nil && b.Point != nil {
		return equal(one.low, other.low)
	}
	if equal(one.low, other.low) && equal(one.high, other.high) {
		return true
	}
	return below(one.low, other.high) && below(other.low, one.high)
}

// CompareWidths is negative if the first reading is the narrower one.
func compareWidths(a, b *reading) int {
	width := func(e ends) *big.Rat {
		if e.low == nil || e.high == nil {
			return nil
		}
		return new(big.Rat).Sub(e.high, e.low)
	}
	one, other := width(a.over(a.ends(), b)), width(b.over(b.ends(), a))
	switch {
	case one == nil && other == nil:
		return 0
	case one == nil:
		return 1
	case other == nil:
		return -1
	}
	return one.Cmp(other)
}

func sameMiddle(a, b *reading) bool {
	if a == nil || b == nil || a.Dimension != b.Dimension {
		return false
	}
	one, other := a.over(a.ends(), b), b.over(b.ends(), a)
	if one.low == nil || one.high == nil || other.low == nil || other.high == nil {
		return equal(one.low, other.low) && equal(one.high, other.high)
	}
	return new(big.Rat).Add(one.low, one.high).Cmp(new(big.Rat).Add(other.low, other.high)) == 0
}

// What one of a unit is in its dimension's own; the dimension of a count has no other units.
var units = map[string]struct{ dimension, factor string }{
	"percent":           {"ratio", "1"},
	"percentage-points": {"points", "1"},
	"GBP":               {"money:GBP", "1"},
	"seconds":           {"time", "1"},
	"minutes":           {"time", "60"},
	"hours":             {"time", "3600"},
	"days":              {"time", "86400"},
	"weeks":             {"time", "604800"},
	"months":            {"calendar-time", "1"},
	"years":             {"calendar-time", "12"},
}

var plain = regexp.MustCompile(
	`^([+\-−–]?)([£€$]?)(\d{1,3}(?:,\d{3})+|\d{1,60})(?:\.(\d{1,58}))? ?(%?)$`)

// CheckReadings derives the readings of prints of digits, and takes the others from the pack.
func (p *pack) checkReadings() error {
	if err := p.decode("readings.json", &p.readings); err != nil {
		return err
	}
	count := 0
	for _, one := range p.streams["figure-"+p.question.Key] {
		if one.Data["printed"] == nil {
			continue
		}
		count++
		stated, found := p.readings[one.ID]
		if !found || (stated == nil) != (one.Data["value"] == nil) {
			return faulty("reading", "%s has none, or should have none", one.ID)
		}
		if stated == nil {
			continue
		}
		derived := derivedEnds(one.Data, stated.Dimension)
		if derived == nil {
			p.taken++
			continue
		}
		p.derived++
		if e := stated.ends(); !equal(e.low, derived.low) || !equal(e.high, derived.high) {
			return faulty("reading", "%q does not say what the reading of %s does",
				one.Data["printed"], one.ID)
		}
	}
	if count != len(p.readings) {
		return faulty("reading", "there are %d readings for %d prints", len(p.readings), count)
	}
	return nil
}

// DerivedEnds is nil for a print that takes a vocabulary to read.
func derivedEnds(data object, dimension string) *ends {
	unit := text(data["unit"])
	known, found := units[unit]
	if !found && strings.HasPrefix(dimension, "count:") {
		known.dimension, known.factor, found = dimension, "1", true
	}
	parts := plain.FindStringSubmatch(text(data["printed"]))
	if parts == nil || !found || known.dimension != dimension {
		return nil
	}
	sign, currency, decimals, percent := parts[1], parts[2], parts[4], parts[5]
	isPercent := unit == "percent" || unit == "percentage-points"
	if (currency != "" && (currency != "£" || unit != "GBP")) || (percent != "" && !isPercent) {
		return nil
	}
	digits := strings.ReplaceAll(parts[3], ",", "") + decimals
	scale := 0
	if data["scale"] != nil {
		fmt.Sscan(fmt.Sprint(data["scale"]), &scale)
	}
	step := powerOfTen(scale - len(decimals))
	size, _ := new(big.Rat).SetString(digits)
	size.Mul(size, step)
	value, ok := new(big.Rat).SetString(strings.TrimPrefix(text(data["value"]), "+"))
	if !ok || new(big.Rat).Abs(value).Cmp(size) != 0 || size.Sign() == 0 {
		return nil
	}
	isNegative := sign != "" && sign != "+"
	if sign != "" && isNegative != (value.Sign() < 0) {
		return nil
	}
	rough := powerOfTen(scale - len(decimals) + len(digits) - len(strings.TrimRight(digits, "0")))
	e := endsOf(value, step, rough, text(data["qualifier"]), sign != "")
	factor, _ := new(big.Rat).SetString(known.factor)
	for _, end := range []*big.Rat{e.low, e.high} {
		if end != nil {
			end.Mul(end, factor)
		}
	}
	return &e
}

func endsOf(value, step, rough *big.Rat, qualifier string, isSigned bool) ends {
	margin := new(big.Rat).Mul(step, big.NewRat(1, 2))
	if qualifier == "approximately" {
		margin = rough
	}
	e := ends{new(big.Rat).Sub(value, margin), new(big.Rat).Add(value, margin)}
	if qualifier == "exact" || qualifier == "approximately" {
		return e
	}
	if (qualifier == "at-least") == (value.Sign() < 0 && !isSigned) {
		return ends{nil, e.high}
	}
	return ends{e.low, nil}
}

func powerOfTen(exponent int) *big.Rat {
	size := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(exponent, -exponent))), nil)
	if exponent < 0 {
		return new(big.Rat).SetFrac(big.NewInt(1), size)
	}
	return new(big.Rat).SetInt(size)
}
