import type { Path } from '../../shared/survey/response.ts';
import { rowPath } from '../../shared/survey/path.ts';
import type { Session } from '../../shared/survey/session.ts';
import type { Place } from './findings.ts';

const ROW = /\[([a-z0-9]+)\]/;

/** Paths as people count: the id of a row becomes its place among its neighbours, from 1. */
export function placeIn(session: Session): Place {
  return (path) => {
    let before = '';
    let shown = '';
    let rest: Path = path;
    for (let found = ROW.exec(rest); found; found = ROW.exec(rest)) {
      const repeat = before + rest.slice(0, found.index);
      const index = session.rows(repeat).indexOf(found[1] as string);
      shown += `${rest.slice(0, found.index)}[${index < 0 ? found[1] : index + 1}]`;
      before = rowPath(repeat, found[1] as string);
      rest = rest.slice(found.index + found[0].length);
    }
    return shown + rest;
  };
}
