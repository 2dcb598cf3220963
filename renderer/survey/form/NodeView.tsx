import { memo } from 'react';
import type { FormNode, Group } from '../../../shared/survey/form.ts';
import type { Path } from '../../../shared/survey/response.ts';
import { useLanguage } from '../../text/text.tsx';
import { useFill, useRelevant } from '../fill/use.ts';
import { childPath, isInShortForm, isShown, textIn } from '../outline.ts';
import { QuestionView } from './question/QuestionView.tsx';
import { RepeatView } from './rows/RepeatView.tsx';

/** Questions, groups and repeats below a concrete path, in the order of the form. */
export function Nodes({ nodes, parent }: { readonly nodes: readonly FormNode[]; readonly parent: Path }) {
  const { short } = useFill();
  return (short ? nodes.filter(isInShortForm) : nodes).map((node) => <NodeView key={node.name} node={node} path={childPath(parent, node)} />);
}

const NodeView = memo(function NodeView({ node, path }: { readonly node: FormNode; readonly path: Path }) {
  switch (node.kind) {
    case 'question': return isShown(node) ? <QuestionView question={node} path={path} /> : null;
    case 'repeat': return <RepeatView repeat={node} path={path} Nodes={Nodes} />;
    case 'group': return <GroupView group={node} path={path} />;
  }
});

function GroupView({ group, path }: { readonly group: Group; readonly path: Path }) {
  const language = useLanguage();
  const relevant = useRelevant(path);
  if (!relevant) return null;
  return (
    <section className="group">
      <h3>{textIn(group.label, language)}</h3>
      <Nodes nodes={group.children} parent={path} />
    </section>
  );
}
