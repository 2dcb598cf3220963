import { marked, type Token, type Tokens } from 'marked';
import { Fragment, useMemo, type ReactNode } from 'react';

/** Markdown of the guide as elements: headings, paragraphs, lists, tables, bold and code; nothing of it is ever HTML. */
export function GuideText({ text }: { readonly text: string }) {
  const tokens = useMemo(() => marked.lexer(text), [text]);
  return <div className="guide-text">{draw(tokens)}</div>;
}

const draw = (tokens: readonly Token[] | undefined): ReactNode => tokens?.map((token, index) => <Fragment key={index}>{element(token)}</Fragment>);

function element(token: Token): ReactNode {
  switch (token.type) {
    case 'heading': return <h3>{draw(token.tokens)}</h3>;
    case 'paragraph': return <p>{draw(token.tokens)}</p>;
    case 'strong': return <strong>{draw(token.tokens)}</strong>;
    case 'codespan': return <code>{(token as Tokens.Codespan).text}</code>;
    case 'list': return list(token as Tokens.List);
    case 'table': return table(token as Tokens.Table);
    case 'text': return token.tokens ? draw(token.tokens) : (token as Tokens.Text).text;
    case 'space': return null;
    default: return token.raw;
  }
}

function list({ ordered, items }: Tokens.List): ReactNode {
  const lines = items.map((item, index) => <li key={index}>{draw(item.tokens)}</li>);
  return ordered ? <ol>{lines}</ol> : <ul>{lines}</ul>;
}

function table({ header, rows }: Tokens.Table): ReactNode {
  return (
    <table>
      <thead><tr>{header.map((cell, index) => <th key={index} scope="col">{draw(cell.tokens)}</th>)}</tr></thead>
      <tbody>{rows.map((row, index) => <tr key={index}>{row.map((cell, at) => <td key={at}>{draw(cell.tokens)}</td>)}</tr>)}</tbody>
    </table>
  );
}
