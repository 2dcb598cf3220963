import type { ExportReport } from '../../shared/ipc/insight.ts';
import type { Handler } from '../jobs/handler.ts';
import { exportData, type ExportRequest } from './export.ts';

/** The work behind the `insight.*` methods: main has asked for the folder. */
export interface InsightHandlers {
  readonly 'insight.export': Handler<ExportRequest, ExportReport>;
}

export const insightHandlers: InsightHandlers = {
  'insight.export': exportData,
};
