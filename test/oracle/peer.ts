import type { AnyNode, AnyLeafNode, RepeatRangeNode, RootNode } from '@getodk/xforms-engine';
import type { FormDefinition } from '../../shared/survey/form.ts';
import { loadEngine } from './browser.ts';
import type { Facts, Fact } from './facts.ts';
import { xformOf } from './xform.ts';

/** A response held by the other engine; paths count rows from 1, as `/row[2]/x`. */
export interface Peer {
  answer(path: string, value: string | number | readonly string[] | null): void;
  addRow(repeat: string): void;
  removeRow(repeat: string, row: number): void;
  facts(): Facts;
}

/** Opens an empty response to a form in the other engine. Throws where that engine refuses the form. */
export async function openPeer(definition: FormDefinition): Promise<Peer> {
  const { loadForm } = await loadEngine();
  const form = await loadForm(xformOf(definition));
  if (form.status === 'failure') throw form.error;
  return peerOf(form.createInstance().root);
}

function peerOf(root: RootNode): Peer {
  const find = (path: string): AnyNode => {
    const found = nodesOf(root).get(path);
    if (!found) throw new Error(`the other engine has no ${path}`);
    return found;
  };
  return {
    answer(path, value) {
      const node = find(path);
      const codes = value === null ? [] : Array.isArray(value) ? (value as readonly string[]) : [String(value)];
      switch (node.nodeType) {
        case 'select':
          node.selectValues(codes);
          return;
        case 'rank':
          node.setValues(codes);
          return;
        case 'trigger':
          node.setValue(value !== null);
          return;
        case 'input':
        case 'range':
          (node.setValue as (given: string | null) => unknown)(value === null ? (node.valueType === 'string' ? '' : null) : String(value));
          return;
        default:
          throw new Error(`${path} cannot be answered: ${node.nodeType}`);
      }
    },
    addRow(repeat) {
      (find(repeat) as RepeatRangeNode & { readonly nodeType: 'repeat-range:uncontrolled' }).addInstances();
    },
    removeRow(repeat, row) {
      (find(repeat) as RepeatRangeNode & { readonly nodeType: 'repeat-range:uncontrolled' }).removeInstances(row);
    },
    facts: () => new Map([...nodesOf(root)].map(([path, node]) => [path, factOf(node)])),
  };
}

/** All nodes by path; a repeat stands for its rows, a row is no node of its own. */
function nodesOf(root: RootNode): ReadonlyMap<string, AnyNode> {
  const found = new Map<string, AnyNode>();
  const walk = (node: AnyNode): void => {
    const path = node.currentState.reference.replace(/^\/data/, '');
    if (path.startsWith('/meta')) return;
    if (path !== '' && node.nodeType !== 'repeat-instance') found.set(path, node);
    for (const child of node.currentState.children ?? []) walk(child);
  };
  walk(root);
  return found;
}

function factOf(node: AnyNode): Fact {
  const { relevant } = node.currentState;
  if (node.currentState.children !== null) return { relevant, ...(node.nodeType.startsWith('repeat-range') && { rows: node.currentState.children.length }) };
  const leaf = node as AnyLeafNode;
  const violation = relevant ? leaf.validationState.violation?.condition : undefined;
  const options = node.nodeType === 'select' || node.nodeType === 'rank' ? (node.currentState.valueOptions as readonly { readonly value: string }[]).map((option) => option.value) : undefined;
  return {
    relevant,
    required: relevant && leaf.currentState.required,
    value: relevant ? leaf.currentState.instanceValue : '',
    violation: violation ?? null,
    ...(options && relevant && { options }),
  };
}
