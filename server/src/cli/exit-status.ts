/** 0: nothing at error level. 1: findings at error level. 2: usage or I/O trouble. */
export type ExitStatus = 0 | 1 | 2;
