import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import ts from 'typescript';

/** What the worker is started with. */
export interface CompilerOptions {
  readonly root: string;
  /** The files of the program, by paths from the root; they need not exist yet. */
  readonly roots: readonly string[];
}

/** A question to the worker; the answer is the first error, or undefined. */
export interface CompilerQuestion {
  readonly paths: readonly string[];
  /** True to check the projects around the files too. */
  readonly around: boolean;
}

/** Checks the types of files in a tree that changes, and keeps what it parsed of the others. */
class Compiler {
  readonly #root: string;
  readonly #service: ts.LanguageService;

  constructor({ root, roots }: CompilerOptions) {
    this.#root = root;
    const config = join(root, 'tsconfig.base.json');
    const { options } = ts.parseJsonConfigFileContent(
      ts.readConfigFile(config, (path) => ts.sys.readFile(path)).config,
      ts.sys,
      root,
    );
    this.#service = ts.createLanguageService({
      getCompilationSettings: () => options,
      getScriptFileNames: () => [...this.#existing(roots)],
      getScriptVersion: versionOf,
      getScriptSnapshot: (file) =>
        existsSync(file) ? ts.ScriptSnapshot.fromString(readFileSync(file, 'utf8')) : undefined,
      getCurrentDirectory: () => root,
      getDefaultLibFileName: ts.getDefaultLibFilePath,
      fileExists: (path) => ts.sys.fileExists(path),
      readFile: (path, encoding) => ts.sys.readFile(path, encoding),
      readDirectory: (...asked) => ts.sys.readDirectory(...asked),
      directoryExists: (path) => ts.sys.directoryExists(path),
      getDirectories: (path) => ts.sys.getDirectories(path),
      realpath: (path) => ts.sys.realpath?.(path) ?? path,
    });
  }

  /** The first error in some files, by paths from the root; one that does not exist has none. */
  firstErrorIn(paths: readonly string[]): string | undefined {
    return firstErrorOf(this.#program(), this.#existing(paths));
  }

  /** The first error in some files, or in what the program has of the projects around them. */
  firstErrorAround(paths: readonly string[]): string | undefined {
    const program = this.#program();
    const files = this.#existing(paths);
    const projects = new Set(files.flatMap((file) => projectOf(file, this.#root) ?? []));
    const around = program
      .getSourceFiles()
      .map(({ fileName }) => fileName)
      .filter((file) => [...projects].some((folder) => file.startsWith(`${folder}/`)));
    return firstErrorOf(program, [...new Set([...files, ...around])]);
  }

  /** The program of the present texts: the service looks at every file each time. */
  #program(): ts.Program {
    const program = this.#service.getProgram();
    if (program === undefined) throw new Error('There is no program.');
    return program;
  }

  #existing(paths: readonly string[]): readonly string[] {
    return paths
      .filter((path) => path.endsWith('.ts'))
      .map((path) => join(this.#root, path))
      .filter((file) => existsSync(file));
  }
}

function firstErrorOf(program: ts.Program, files: readonly string[]): string | undefined {
  for (const file of files) {
    const source = program.getSourceFile(file);
    const [error] = [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ];
    if (error !== undefined) return textOf(error);
  }
  return undefined;
}

/** The folder of the lib that a file belongs to; undefined for tests. */
function projectOf(file: string, root: string): string | undefined {
  for (let folder = dirname(file); folder !== root; folder = dirname(folder)) {
    if (folder === join(root, 'test')) return undefined;
    if (existsSync(join(folder, 'project.json'))) return folder;
  }
  return undefined;
}

function versionOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat === undefined ? 'none' : `${stat.mtimeMs} ${stat.size}`;
}

function textOf({ file, start, messageText }: ts.Diagnostic): string {
  const line = file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line : 0;
  return `${file?.fileName ?? ''}:${line + 1} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
}

// The settings of the tree are read with the first question, once the tree is edited.
let compiler: Compiler | undefined;
parentPort?.on('message', ({ paths, around }: CompilerQuestion) => {
  compiler ??= new Compiler(workerData as CompilerOptions);
  const error = around ? compiler.firstErrorAround(paths) : compiler.firstErrorIn(paths);
  parentPort?.postMessage(error);
});
