import type { FormDefinition, Question } from '../../shared/survey/form.ts';
import type { Outline, Template } from '../../shared/survey/outline.ts';
import { outlineOf } from '../../shared/survey/outline.ts';
import { xpathOf } from './dialect.ts';

const BIND_TYPES: Readonly<Record<Question['type'], string>> = {
  text: 'string', integer: 'int', decimal: 'decimal', range: 'int', date: 'date', time: 'time', dateTime: 'dateTime', year: 'int', select_one: 'string', select_multiple: 'string',
  rank: 'odk:rank', note: 'string', acknowledge: 'string', calculate: 'string', hidden: 'string', image: 'binary', file: 'binary', metadata: 'string',
};

/** Writes a form as an XForm, the language of the other engine. Texts for people are left out. */
export function xformOf(definition: FormDefinition): string {
  const outline = outlineOf(definition);
  const nodes = outline.templates.slice(1);
  return `<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:jr="http://openrosa.org/javarosa" xmlns:odk="http://www.opendatakit.org/xforms">
<h:head><h:title>oracle</h:title><model odk:xforms-version="1.0.0">
<instance><data id="oracle" version="1">${outline.root.children.map(dataOf).join('')}<meta><instanceID/></meta></data></instance>
${Object.entries(definition.choices).map(([name, choices]) => `<instance id="${name}"><root>${choices.map((choice) => `<item>${Object.entries({ name: choice.value, label: choice.label[definition.defaultLanguage] ?? '', ...choice.attributes }).map(([column, value]) => `<${column}>${escape(value)}</${column}>`).join('')}</item>`).join('')}</root></instance>`).join('\n')}
${nodes.map((node) => bindOf(node, outline)).join('\n')}
<bind nodeset="/data/meta/instanceID" type="string" jr:preload="uid"/>
${nodes.map((node) => defaultOf(node, outline)).join('')}</model></h:head>
<h:body>${outline.root.children.map((node) => controlOf(node, outline, nodes)).join('\n')}</h:body></h:html>`;
}

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function nameOf({ node }: Template): string {
  return node.kind === 'root' ? 'data' : node.name;
}

function dataOf(template: Template): string {
  const name = nameOf(template);
  const inner = template.children.map(dataOf).join('');
  return template.inner ? `<${name} jr:template="">${inner}</${name}>` : `<${name}>${inner}${escape(staticDefault(template) ?? '')}</${name}>`;
}

/** A default that is text or a number stands in the data itself; null for one that is computed. */
function staticDefault({ node }: Template): string | null {
  const source = node.kind === 'question' ? (node.default ?? '') : '';
  return /^(?:'([^']*)'|"([^"]*)"|-?\d+(?:\.\d+)?)$/.test(source) ? source.replace(/^['"]|['"]$/g, '') : null;
}

function bindOf(template: Template, outline: Outline): string {
  const { node } = template;
  if (node.kind === 'root') return '';
  const written = (name: string, source: string | undefined): string => (source === undefined ? '' : ` ${name}="${escape(xpathOf(source, template, outline))}"`);
  const question = node.kind === 'question' ? node : null;
  return `<bind nodeset="/data${template.path}"${question ? ` type="${BIND_TYPES[question.type]}"` : ''}${written('relevant', node.relevant)}${
    written('required', question?.required)}${written('constraint', question?.constraint)}${written('readonly', question?.type === 'note' ? 'true()' : question?.readonly)}${
    question?.trigger ? '' : written('calculate', question?.calculation)}/>`;
}

function defaultOf(template: Template, outline: Outline): string {
  const { node } = template;
  if (node.kind !== 'question' || node.default === undefined || template.scope.repeat || staticDefault(template) !== null) return '';
  return setValue('odk-instance-first-load', template, node.default, template, outline);
}

function setValue(event: string, target: Template, source: string, base: Template, outline: Outline): string {
  return `<setvalue event="${event}" ref="/data${target.path}" value="${escape(xpathOf(source, base, outline))}"/>`;
}

function controlOf(template: Template, outline: Outline, nodes: readonly Template[]): string {
  const { node } = template;
  const ref = `/data${template.path}`;
  const children = (): string => template.children.map((child) => controlOf(child, outline, nodes)).join('');
  switch (node.kind) {
    case 'root':
      return '';
    case 'group':
      return `<group ref="${ref}"><label>${node.name}</label>${children()}</group>`;
    case 'repeat': {
      const count = node.count === undefined ? '' : ` jr:count="${escape(xpathOf(node.count, template, outline))}" jr:noAddRemove="true()"`;
      const defaults = nodes.flatMap((one) => (one.scope === template.inner && one.node.kind === 'question' && one.node.default !== undefined && staticDefault(one) === null ? [setValue('odk-new-repeat', one, one.node.default, one, outline)] : []));
      return `<group ref="${ref}"><label>${node.name}</label><repeat nodeset="${ref}"${count}>${defaults.join('')}${children()}</repeat></group>`;
    }
    case 'question': {
      const triggered = nodes.filter((one) => one.node.kind === 'question' && one.node.trigger?.includes(template.path));
      const events = triggered.map((one) => setValue('xforms-value-changed', one, (one.node as Question).calculation ?? "''", one, outline));
      return controlOfQuestion(node, ref, template, outline, `<label>${node.name}</label>${events.join('')}`);
    }
  }
}

function controlOfQuestion(question: Question, ref: string, template: Template, outline: Outline, inner: string): string {
  const itemset = (): string => {
    const { list = '', choiceFilter } = question;
    const nodeset = list.startsWith('${') ? rowsWith(list, template, outline) : `instance('${list}')/root/item${choiceFilter === undefined ? '' : `[${xpathOf(choiceFilter, template, outline, true)}]`}`;
    const value = list.startsWith('${') ? list.slice(2, -1) : 'name';
    return `<itemset nodeset="${escape(nodeset)}"><value ref="${value}"/><label ref="${list.startsWith('${') ? value : 'label'}"/></itemset>`;
  };
  switch (question.type) {
    case 'calculate':
    case 'hidden':
    case 'metadata':
      return '';
    case 'select_one':
      return `<select1 ref="${ref}">${inner}${itemset()}</select1>`;
    case 'select_multiple':
      return `<select ref="${ref}">${inner}${itemset()}</select>`;
    case 'rank':
      return `<odk:rank ref="${ref}">${inner}${itemset()}</odk:rank>`;
    case 'acknowledge':
      return `<trigger ref="${ref}">${inner}</trigger>`;
    case 'range': {
      const { start = '1', end = '10', step = '1' } = question.parameters ?? {};
      return `<range ref="${ref}" start="${start}" end="${end}" step="${step}">${inner}</range>`;
    }
    case 'image':
    case 'file':
      return `<upload ref="${ref}" mediatype="*/*">${inner}</upload>`;
    default:
      return `<input ref="${ref}">${inner}</input>`;
  }
}

/** `${name}` as a list: the rows that have an answer there. */
function rowsWith(list: string, base: Template, outline: Outline): string {
  const name = list.slice(2, -1);
  const path = xpathOf(list, base, outline, true).trim();
  return `${path.slice(0, path.lastIndexOf('/'))}[./${name} != '']`;
}
