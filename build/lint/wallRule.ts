import { dirname, join, relative, sep } from 'node:path';
import type { Rule } from 'eslint';
import type { Wall } from './rooms.ts';

type Importing = Extract<Rule.Node, { type: 'ImportDeclaration' | 'ExportNamedDeclaration' | 'ExportAllDeclaration' | 'ImportExpression' }>;

/** An ESLint rule that holds the walls: it resolves each import against the file that makes it, so `../bundle/x.ts` is seen as what it is. */
export function wallRule(root: string, walls: readonly Wall[]): Rule.RuleModule {
  return {
    meta: { type: 'problem', schema: [], messages: { barred: '{{source}} is barred here ({{name}}). {{instead}}' } },
    create(context) {
      const file = slashes(relative(root, context.filename));
      const standing = walls.filter((wall) => wall.room.test(file) && !wall.doors?.test(file));
      if (standing.length === 0) return {};
      const check = (node: Importing): void => {
        const source = node.source?.type === 'Literal' ? node.source.value : undefined;
        if (typeof source !== 'string') return;
        const target = source.startsWith('.') ? slashes(join(dirname(file), source)) : source;
        for (const wall of standing) {
          if (!wall.bars.test(target) || (wall.names && !takesOneOf(node, wall.names))) continue;
          context.report({ node, messageId: 'barred', data: { source, name: wall.name, instead: wall.instead } });
        }
      };
      return { ImportDeclaration: check, ExportNamedDeclaration: check, ExportAllDeclaration: check, ImportExpression: check };
    },
  };
}

/** A whole-module import takes every name. */
function takesOneOf(node: Importing, names: readonly string[]): boolean {
  if (node.type !== 'ImportDeclaration' && node.type !== 'ExportNamedDeclaration') return true;
  return node.specifiers.some((specifier) => {
    if (specifier.type === 'ImportSpecifier') return names.includes(nameOf(specifier.imported));
    if (specifier.type === 'ExportSpecifier') return names.includes(nameOf(specifier.local));
    return true;
  });
}

const nameOf = (node: { type: string; name?: string; value?: unknown }): string => node.name ?? String(node.value);
const slashes = (path: string): string => path.split(sep).join('/');
