import type { AnyNode, InputNode, RootNode } from '@getodk/xforms-engine';
import type { Path } from '../../shared/survey/response.ts';
import { loadEngine } from '../oracle/browser.ts';

/** A form in the engine of ODK Web Forms, from the text of an XForm. */
export interface LoadedXform {
  readonly create: () => OpenXform;
}

/** An empty response to a wide form (`forms.ts`) there. */
export interface OpenXform {
  readonly answer: (path: Path, value: number) => void;
  /** All that is wrong with the answers now: paths. */
  readonly violations: () => readonly Path[];
}

/** Loads a form as that engine's clients do. */
export async function loadXform(xform: string): Promise<LoadedXform> {
  const { loadForm } = await loadEngine();
  const form = await loadForm(xform);
  if (form.status === 'failure') throw form.error;
  return { create: () => openRoot(form.createInstance().root) };
}

function openRoot(root: RootNode): OpenXform {
  let inputs: ReadonlyMap<Path, InputNode> | undefined;
  return {
    answer: (path, value) => {
      inputs ??= new Map(leaves(root).map((node) => [pathOf(node.currentState.reference), node]));
      (inputs.get(path) as { setValue(given: string): unknown } | undefined)?.setValue(String(value));
    },
    violations: () => root.validationState.violations.map(({ reference, violation }) => (violation.valid ? '' : pathOf(reference))),
  };
}

const pathOf = (reference: string): Path => reference.slice('/data'.length);

function leaves(node: AnyNode): readonly InputNode[] {
  return node.nodeType === 'input' ? [node] : (node.currentState.children ?? []).flatMap((child: AnyNode) => leaves(child));
}
