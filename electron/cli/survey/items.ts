import type { Failure } from '../../../shared/base/failure.ts';
import { isObject } from '../../../shared/base/json.ts';
import type { Json, JsonObject } from '../../../shared/base/json.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import { readBytes, readJson } from '../console/files.ts';

/** One company of a file: `{"company": "RU:…", "answers": {…}, "justifications": {…}}`, or the answers alone. */
export interface Item {
  /** Where in the file it stands, as a person finds it; empty in a file of one. */
  readonly place: string;
  readonly company: string | null;
  readonly answers: Json;
  readonly justifications: JsonObject;
}

/** Reads a JSON file with one company or a list of them, or JSON Lines; what names no company is of the `company` given. Fails with `file-unreadable` or `answers-invalid` that names the place. */
export function readItems(file: string, company: string | null): Result<readonly Item[], Failure> {
  if (!file.toLowerCase().endsWith('.jsonl')) {
    const json = readJson(file);
    if (!json.ok) return json;
    const list = Array.isArray(json.value) ? (json.value as readonly Json[]) : [json.value];
    return ok(list.map((value, index) => itemOf(value, list.length === 1 ? '' : `[${index + 1}]`, company)));
  }
  const bytes = readBytes(file);
  if (!bytes.ok) return bytes;
  const items: Item[] = [];
  for (const [index, line] of new TextDecoder().decode(bytes.value).split('\n').entries()) {
    if (line.trim() === '') continue;
    try {
      items.push(itemOf(JSON.parse(line) as Json, `:${index + 1}`, company));
    } catch {
      return err({ code: 'answers-invalid', values: { file, place: String(index + 1) } });
    }
  }
  return ok(items);
}

function itemOf(value: Json, place: string, company: string | null): Item {
  const wrapped = isObject(value) && 'answers' in value ? value : { answers: value };
  const named = isObject(wrapped) && typeof wrapped.company === 'string' ? wrapped.company : company;
  const justifications = isObject(wrapped) && isObject(wrapped.justifications ?? null) ? (wrapped.justifications as JsonObject) : {};
  return { place, company: named, answers: wrapped.answers ?? {}, justifications };
}
