import type { Failure } from '../../shared/base/failure.ts';
import { ok } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';
import type { TwoPeople } from '../../shared/ipc/survey.ts';
import { sha256 } from '../bundle/crypto/hash.ts';
import type { ReadDb } from '../database/db.ts';
import { appendAudit } from '../database/tables/audit.ts';
import { getSetting, setSetting } from '../database/tables/setting.ts';
import { write } from '../database/transaction.ts';
import type { Desk } from '../jobs/handler.ts';

/** What the workspace asks of two people: nothing, until somebody has said so. */
export function twoPeople(db: ReadDb): TwoPeople {
  return getSetting(db, 'twoPeople') ?? { approval: false, sections: [] };
}

export function setTwoPeople(desk: Desk, { approval, sections }: TwoPeople): Result<null, Failure> {
  return write(desk.db, () => {
    setSetting(desk.db, 'twoPeople', { approval, sections });
    appendAudit(desk.db, sha256, { at: desk.now(), person: getSetting(desk.db, 'person') ?? '', act: 'survey.two-people', about: { approval: approval ? 1 : 0, sections: sections.join(' ') } });
    return ok(null);
  });
}
