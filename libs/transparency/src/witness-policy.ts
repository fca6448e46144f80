import { parseVerifier, type NoteVerifier } from './note-keys.js';
import { MalformedLogText } from './transparency-errors.js';

/** A witness that a policy names. */
export interface PolicyWitness {
  /** Within the policy only. */
  readonly name: string;
  readonly verifier: NoteVerifier;
  /** What its `add-checkpoint` is below; absent of one whose cosignatures come another way. */
  readonly url?: string;
}

/** Which witnesses there are, and how many of which have to cosign. */
export interface WitnessPolicy {
  readonly witnesses: readonly PolicyWitness[];
  /** True if the cosignatures of these keys are enough. */
  isMet(cosigned: ReadonlySet<NoteVerifier>): boolean;
}

type Rule = (cosigned: ReadonlySet<NoteVerifier>) => boolean;

const NONE = 'none';

/**
 * Parses a policy in the form that Sigsum and Tessera read: a line each for `witness <name> <vkey>
 * [<url>]`, `group <name> <number|any|all> <member>…` and, once, `quorum <name|none>`. Lines of
 * logs and comments after `#` are passed over.
 *
 * @throws {MalformedLogText} it is malformed, or a key is not one of cosignatures
 */
export function parseWitnessPolicy(text: string): WitnessPolicy {
  const parsing = new PolicyParsing();
  for (const line of text.split('\n')) {
    const words = line.replace(/#.*/, '').split(/\s+/).filter(Boolean);
    if (words.length > 0) parsing.take(words);
  }
  return parsing.policy();
}

class PolicyParsing {
  readonly #rules = new Map<string, Rule>([[NONE, () => true]]);
  readonly #witnesses: PolicyWitness[] = [];
  #quorum: Rule | undefined;

  take([keyword = '', ...words]: readonly string[]): void {
    switch (keyword) {
      case 'witness':
        this.#takeWitness(words);
        return;
      case 'group':
        this.#takeGroup(words);
        return;
      case 'quorum':
        if (this.#quorum !== undefined) throw malformed('it has two quorums');
        this.#quorum = this.#ruleOf(words.join(' '));
        return;
      case 'log':
        return;
      default:
        throw malformed(`"${keyword}" is no keyword of it`);
    }
  }

  policy(): WitnessPolicy {
    const isMet = this.#quorum;
    if (isMet === undefined) throw malformed('it has no quorum');
    return { witnesses: this.#witnesses, isMet };
  }

  #takeWitness([name = '', key = '', url, ...more]: readonly string[]): void {
    const verifier = parseVerifier(key);
    if (verifier.algorithm !== 'cosignature-v1') {
      throw malformed(`the key of witness ${name} is not one of cosignatures`);
    }
    if (more.length > 0) throw malformed(`the line of witness ${name} has too many words`);
    if (url !== undefined && !/^https?:\/\/\S+$/.test(url)) {
      throw malformed(`the address of witness ${name} is none`);
    }
    this.#witnesses.push({ name, verifier, ...(url === undefined ? {} : { url }) });
    this.#name(name, (cosigned) => cosigned.has(verifier));
  }

  #takeGroup([name = '', number = '', ...members]: readonly string[]): void {
    const rules = members.map((member) => this.#ruleOf(member));
    const least = { any: 1, all: rules.length }[number] ?? Number(number);
    if (!Number.isInteger(least) || least < 1 || least > rules.length) {
      throw malformed(`group ${name} needs ${number} of ${rules.length}`);
    }
    this.#name(name, (cosigned) => rules.filter((rule) => rule(cosigned)).length >= least);
  }

  #name(name: string, rule: Rule): void {
    if (this.#rules.has(name)) throw malformed(`the name "${name}" is in it twice`);
    this.#rules.set(name, rule);
  }

  #ruleOf(name: string): Rule {
    const rule = this.#rules.get(name);
    if (rule === undefined) throw malformed(`"${name}" is not named before it is used`);
    return rule;
  }
}

function malformed(fault: string): MalformedLogText {
  return new MalformedLogText('The witness policy', fault);
}
