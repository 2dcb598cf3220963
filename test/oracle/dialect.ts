import { tokenise } from '../../shared/survey/expression/tokenise.ts';
import type { Token } from '../../shared/survey/expression/tokenise.ts';
import type { Outline, Template } from '../../shared/survey/outline.ts';
import { commonScope } from '../../shared/survey/outline.ts';

/**
 * An author's expression as XForms have it: `${name}` becomes a path from the node it stands at, as pyxform writes it;
 * within predicates (all of a choice filter is one) the path starts at `current()`, and what indexed-repeat() is to find
 * is named from the root.
 */
export function xpathOf(source: string, base: Template, outline: Outline, inPredicate = false): string {
  const tokens = tokenise(source);
  let text = '';
  let depth = inPredicate ? 1 : 0;
  let parentheses = 0;
  const indexed: { readonly at: number; argument: number }[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] as Token;
    const next = tokens[index + 1];
    const raw = source.slice(token.at, next?.at);
    if (token.kind === 'symbol' && token.symbol === '[') depth++;
    if (token.kind === 'symbol' && token.symbol === ']') depth--;
    const call = indexed.at(-1);
    if (token.kind === 'symbol' && token.symbol === '(') {
      parentheses++;
      const before = tokens[index - 1];
      if (before?.kind === 'name' && before.name === 'indexed-repeat') indexed.push({ at: parentheses, argument: 0 });
    }
    if (token.kind === 'symbol' && token.symbol === ',' && call?.at === parentheses) call.argument++;
    if (token.kind === 'symbol' && token.symbol === ')' && call?.at === parentheses--) indexed.pop();
    const named = call !== undefined && call.at === parentheses && (call.argument === 0 || call.argument % 2 === 1);
    if (token.kind === 'reference') text += named ? ` /data${outline.byName.get(token.name)?.[0]?.path ?? ''} ` : pathTo(token.name, base, outline, depth > 0);
    else if (token.kind === 'string' && /^\$\{[^{}]+\}$/.test(token.value)) text += `'${pathTo(token.value.slice(2, -1), base, outline, depth > 0)}'`;
    else if (token.kind === 'string') text += `${token.value.includes("'") ? `"${token.value}"` : `'${token.value}'`} `;
    else text += raw;
  }
  return text;
}

function pathTo(name: string, base: Template, outline: Outline, inPredicate: boolean): string {
  const target = outline.byName.get(name)?.[0];
  if (!target) throw new Error(`no question ${name}`);
  const apex = commonScope(base.scope, target.scope).repeat;
  if (!apex) return ` /data${target.path} `;
  const up = base.path.slice(apex.path.length).split('/').length - 1;
  return ` ${inPredicate ? 'current()/' : ''}${'../'.repeat(up)}${target.path.slice(apex.path.length + 1)} `;
}
