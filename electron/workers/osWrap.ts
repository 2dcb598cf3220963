import { MessageChannel, receiveMessageOnPort, type MessagePort } from 'node:worker_threads';
import type { OsWrap } from '../jobs/context.ts';

/** What a worker asks of the system's lock, which only the main thread can reach (B20). It waits until `done` is 1. */
export interface LockRequest {
  readonly act: 'available' | 'wrap' | 'unwrap';
  readonly bytes: Uint8Array;
  readonly reply: MessagePort;
  readonly done: SharedArrayBuffer;
}

/** How long a worker waits: the system may first ask the person for the password of its keyring. */
const patience = 120_000;

/** The worker's side: the lock as the keystore knows it. The main thread must never wait for a worker in turn. */
export function osWrapOfMain(send: (request: LockRequest) => void): OsWrap {
  const ask = (act: LockRequest['act'], bytes: Uint8Array): unknown => {
    const { port1, port2 } = new MessageChannel();
    const done = new SharedArrayBuffer(4);
    send({ act, bytes: Uint8Array.from(bytes), reply: port2, done });
    Atomics.wait(new Int32Array(done), 0, 0, patience);
    const answer = receiveMessageOnPort(port1)?.message as unknown;
    port1.close();
    return answer;
  };
  const bytesOf = (answer: unknown): Uint8Array | null => (answer instanceof Uint8Array ? answer : null);
  return {
    available: () => ask('available', new Uint8Array()) === true,
    wrap: (bytes) => bytesOf(ask('wrap', bytes)),
    unwrap: (bytes) => bytesOf(ask('unwrap', bytes)),
  };
}

/** The main thread's side. A lock that throws is one that cannot. */
export function answerLock(lock: OsWrap, { act, bytes, reply, done }: LockRequest): void {
  try {
    reply.postMessage(act === 'available' ? lock.available() : lock[act](bytes));
  } catch {
    reply.postMessage(null);
  } finally {
    Atomics.store(new Int32Array(done), 0, 1);
    Atomics.notify(new Int32Array(done), 0);
  }
}
