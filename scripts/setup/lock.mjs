// One set-up at a time in a clone. The lock is a folder that holds one empty file
// named after its owner, `<pid>-<start>`. It comes into being whole, by renaming a
// prepared folder to it. The lock of a dead owner is taken over by renaming that
// owner's file, which succeeds for exactly one of those who try.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 100;

/**
 * Does `work` while holding the lock; waits for a living owner for as long as it takes.
 * @template T
 * @param {string} lock path of the lock folder; its parent is made when missing
 * @param {(text: string) => void} say
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(lock, say, work) {
  const me = `${process.pid}-${startOf(process.pid) ?? 0}`;
  mkdirSync(dirname(lock), { recursive: true });
  let told = false;
  for (;;) {
    const owner = tryLock(lock, me);
    if (owner === me) break;
    if (owner !== null && !told) {
      say(`another set-up is at work (process ${owner.split('-')[0]}), waiting for it`);
      told = true;
    }
    await delay(POLL_MS);
  }
  try {
    return await work();
  } finally {
    release(lock, me);
  }
}

/**
 * One try. Returns `me` when the lock is ours, the owner's name when it lives, null when it is worth another try.
 * @param {string} lock
 * @param {string} me
 * @returns {string | null}
 */
function tryLock(lock, me) {
  const mine = `${lock}.${me}`;
  mkdirSync(mine, { recursive: true });
  writeFileSync(join(mine, me), '');
  try {
    renameSync(mine, lock);
    return me;
  } catch {
    rmSync(mine, { recursive: true, force: true });
  }
  const owner = ownerOf(lock);
  if (owner === null || isAlive(owner)) return owner;
  try {
    renameSync(join(lock, owner), join(lock, me));
    return me;
  } catch {
    return null;
  }
}

/**
 * @param {string} lock
 * @returns {string | null} null when the lock has just gone
 */
function ownerOf(lock) {
  try {
    const owner = readdirSync(lock)[0];
    // Left empty by an owner that died while letting go, where a rename onto an empty folder is refused (Windows).
    if (owner === undefined) rmdirSync(lock);
    return owner ?? null;
  } catch {
    return null;
  }
}

/**
 * @param {string} lock
 * @param {string} me
 */
function release(lock, me) {
  rmSync(join(lock, me), { force: true });
  try {
    rmdirSync(lock);
  } catch {
    // The next one has already put its folder here.
  }
}

/** @param {string} owner `<pid>-<start>` */
function isAlive(owner) {
  const [pid = '', start = '0'] = owner.split('-');
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EPERM') return false;
  }
  const now = startOf(Number(pid));
  return now === null || start === '0' || now === start;
}

/**
 * When a process started, so that a number given out again is not taken for the old owner; null where it cannot be told.
 * @param {number} pid
 * @returns {string | null}
 */
function startOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Field 22, counted behind the name, which may hold spaces and brackets.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}
