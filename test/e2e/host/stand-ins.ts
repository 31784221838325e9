/**
 * Plain JavaScript in place of two native modules that VS Code's server loads when it starts. It
 * runs without them, but fills its logs with stack traces and writes none of its own.
 */

/** Ends the process once the one that started it is gone. */
const watchdog = `
exports.start = (parent) => {
  const look = () => {
    try {
      process.kill(parent, 0);
    } catch {
      process.exit(87);
    }
  };
  setInterval(look, 3000).unref();
};
exports.exit = (code) => process.exit(code || 0);
`;

/** Appends each line to its file at once; no rotation. */
const logger = `
const fs = require('node:fs');
const path = require('node:path');
const levels = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];
class Logger {
  constructor(_type, _name, file) {
    Object.assign(this, { file, level: 2, isRaw: false });
    fs.mkdirSync(path.dirname(file), { recursive: true });
  }
  getLevel() { return this.level; }
  setLevel(level) { this.level = level; }
  setPattern() {}
  clearFormatters() { this.isRaw = true; }
  flush() {}
  drop() {}
  write(level, text) {
    if (level < this.level) return;
    const line = this.isRaw ? text : new Date().toISOString() + ' ' + levels[level] + ' ' + text + '\\n';
    fs.appendFileSync(this.file, line);
  }
}
levels.forEach((name, level) => {
  Logger.prototype[name] = function (text) { this.write(level, text); };
});
const open = async (name, file) => new Logger('', name, file);
// One by one: what imports this module finds its exports without running it.
exports.version = 0;
exports.Logger = Logger;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.createRotatingLogger = open;
exports.createAsyncRotatingLogger = open;
`;

/** Module name to the text of its index.js. */
export const standIns: Readonly<Record<string, string>> = {
  'native-watchdog': watchdog,
  '@vscode/native-watchdog': watchdog,
  '@vscode/spdlog': logger,
};
