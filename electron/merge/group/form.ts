import type { Sha256 } from '../../../shared/base/hash.ts';
import { RESERVED } from '../../../shared/bundle/revision/revision.ts';
import type { FormDefinition, FormNode, Question } from '../../../shared/survey/form.ts';
import type { Path } from '../../../shared/survey/response.ts';
import type { ReadDb } from '../../database/db.ts';
import { loadDefinition } from '../../database/tables/form.ts';

/** Which questions of a form name the company. */
export interface Naming {
  readonly name: Path | null;
  readonly shortName: Path | null;
  readonly region: Path | null;
}

const NAMELESS: Naming = { name: null, shortName: null, region: null };
const known = new Map<Sha256, Naming>();

/** The naming questions of a form, read once a process. A form that is not installed has none. */
export function namingOf(db: ReadDb, form: Sha256): Naming {
  let naming = known.get(form);
  if (!naming) {
    const definition = loadDefinition(db, form);
    if (!definition) return NAMELESS;
    known.set(form, (naming = readNaming(definition)));
  }
  return naming;
}

/** The paths whose answers the lists show. */
export function namingPaths({ name, shortName, region }: Naming): readonly Path[] {
  return [name, shortName, region, RESERVED.country, RESERVED.scheme, RESERVED.number].filter((path) => path !== null);
}

function readNaming(form: FormDefinition): Naming {
  const questions = questionsOf(form.body);
  const at = (what: Question['identity']): Path | null => questions.find((question) => question.identity === what)?.path ?? null;
  return { name: at('name'), shortName: at('shortName'), region: at('region') };
}

function questionsOf(nodes: readonly FormNode[]): readonly Question[] {
  return nodes.flatMap((node) => (node.kind === 'question' ? [node] : node.kind === 'group' ? questionsOf(node.children) : []));
}
