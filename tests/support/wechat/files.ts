import { randomBytes } from 'node:crypto';
import { asyncCall, type Options, type Realm, Refusal, syncCall } from './answer';

const USER = 'wxfile://usr';
const ROOM = 200 * 1024 * 1024;

type Encoding = BufferEncoding | 'binary' | 'utf-8';
interface Entry {
  bytes: Buffer;
  at: number;
}

/**
 * The files of one mini-app on one phone: temporary ones (`wxfile://tmp_…`), which the system clears away when
 * the app is killed, saved ones (`wxfile://store_…`) and the app's own folder (`wxfile://usr`), which stay.
 */
export class PhoneFiles {
  private readonly entries = new Map<string, Entry>();
  private readonly folders = new Set([USER]);

  /** Puts a temporary file there, as the camera does. */
  temporary(bytes: Buffer, ending: string): string {
    const path = `wxfile://tmp_${randomBytes(8).toString('hex')}.${ending}`;
    this.entries.set(path, { bytes, at: Date.now() });
    return path;
  }

  clearTemporary(): void {
    for (const path of this.entries.keys()) if (isTemporary(path)) this.entries.delete(path);
  }

  /** Paths of what stays: saved files and the app's own. */
  get kept(): string[] {
    return [...this.entries.keys()].filter((path) => !isTemporary(path));
  }

  /** The bytes of a file, or null. */
  read(path: string): Buffer | null {
    return this.entries.get(path)?.bytes ?? null;
  }

  /** What the phone itself saves where the app said, as a download. */
  write(path: string, bytes: Buffer): void {
    this.put(path, bytes, 'open');
  }

  private open(path: string, doing: string): Entry {
    const entry = this.entries.get(path);
    if (!entry) throw new Refusal(`no such file or directory, ${doing} "${path}"`, 1300002);
    return entry;
  }

  private has(path: string): boolean {
    return this.entries.has(path) || this.folders.has(path);
  }

  private put(path: string, bytes: Buffer, doing: string): void {
    const folder = path.slice(0, path.lastIndexOf('/'));
    if (!path.startsWith(`${USER}/`)) throw new Refusal(`permission denied, ${doing} "${path}"`, 1300013);
    if (!this.folders.has(folder))
      throw new Refusal(`no such file or directory, ${doing} "${path}"`, 1300002);
    this.makeRoom(path, bytes.length);
    this.entries.set(path, { bytes, at: Date.now() });
  }

  private makeRoom(path: string, bytes: number): void {
    let sum = bytes;
    for (const kept of this.kept) if (kept !== path) sum += this.entries.get(kept)?.bytes.length ?? 0;
    if (sum > ROOM) throw new Refusal('the maximum size of the file storage limit is exceeded', 1300202);
  }

  private save(from: string, to?: string): { savedFilePath: string } {
    if (!isTemporary(from) || !this.entries.has(from)) throw new Refusal('tempFilePath file not exist');
    const { bytes } = this.open(from, 'open');
    const savedFilePath = to ?? from.replace('wxfile://tmp_', 'wxfile://store_');
    if (to) this.put(to, bytes, 'open');
    else {
      this.makeRoom(savedFilePath, bytes.length);
      this.entries.set(savedFilePath, { bytes, at: Date.now() });
    }
    // The platform moves it: the temporary path is void from now on.
    this.entries.delete(from);
    return { savedFilePath };
  }

  private stat(path: string) {
    const folder = this.folders.has(path);
    const entry = folder ? { bytes: Buffer.alloc(0), at: 0 } : this.open(path, 'stat');
    const seconds = Math.floor(entry.at / 1000);
    return {
      mode: folder ? 16877 : 33188,
      size: entry.bytes.length,
      lastAccessedTime: seconds,
      lastModifiedTime: seconds,
      isFile: () => !folder,
      isDirectory: () => folder,
    };
  }

  private list(folder: string): string[] {
    if (!this.folders.has(folder))
      throw new Refusal(`no such file or directory, scandir "${folder}"`, 1300002);
    const names = [...this.entries.keys(), ...this.folders]
      .filter((path) => path.startsWith(`${folder}/`))
      .map((path) => path.slice(folder.length + 1).split('/')[0] as string);
    return [...new Set(names)].sort();
  }

  private makeFolder(path: string, recursive: boolean): void {
    if (this.has(path)) {
      if (recursive && this.folders.has(path)) return;
      throw new Refusal(`file already exists, mkdir "${path}"`, 1301005);
    }
    const above = path.slice(0, path.lastIndexOf('/'));
    if (!path.startsWith(`${USER}/`)) throw new Refusal(`permission denied, mkdir "${path}"`, 1300013);
    if (!this.folders.has(above)) {
      if (!recursive) throw new Refusal(`no such file or directory, mkdir "${path}"`, 1300002);
      this.makeFolder(above, true);
    }
    this.folders.add(path);
  }

  private removeFolder(path: string, recursive: boolean): void {
    if (!this.folders.has(path)) throw new Refusal(`no such file or directory, rmdir "${path}"`, 1300002);
    const inside = this.list(path).length > 0;
    if (inside && !recursive) throw new Refusal('directory not empty', 1300066);
    for (const known of [...this.entries.keys()])
      if (known.startsWith(`${path}/`)) this.entries.delete(known);
    for (const known of [...this.folders])
      if (known === path || known.startsWith(`${path}/`)) this.folders.delete(known);
  }

  private remove(path: string, doing: string): void {
    this.open(path, doing);
    this.entries.delete(path);
  }

  private rename(from: string, to: string): void {
    const { bytes } = this.open(from, 'rename');
    this.put(to, bytes, 'rename');
    this.entries.delete(from);
  }

  private savedList() {
    const fileList = this.kept
      .filter((path) => path.startsWith('wxfile://store_'))
      .map((filePath) => {
        const { bytes, at } = this.open(filePath, 'open');
        return { filePath, size: bytes.length, createTime: Math.floor(at / 1000) };
      });
    return { fileList };
  }

  /** `wx.getFileSystemManager()`. */
  manager(realm: Realm) {
    const text = (bytes: Buffer, encoding?: Encoding) =>
      encoding ? bytes.toString(encoding as BufferEncoding) : realm.giveBytes(bytes);
    const toBytes = (data: unknown, encoding?: Encoding) =>
      typeof data === 'string'
        ? Buffer.from(data, (encoding ?? 'utf8') as BufferEncoding)
        : Buffer.from(data as ArrayBuffer);
    const works = {
      access: (path: string) => {
        if (!this.has(path)) throw new Refusal(`no such file or directory, access "${path}"`, 1300002);
      },
      copyFile: (from: string, to: string) => this.put(to, this.open(from, 'open').bytes, 'open'),
      mkdir: (path: string, recursive = false) => this.makeFolder(path, recursive),
      readdir: (path: string) => this.list(path),
      readFile: (path: string, encoding?: Encoding) => text(this.open(path, 'open').bytes, encoding),
      rename: (from: string, to: string) => this.rename(from, to),
      rmdir: (path: string, recursive = false) => this.removeFolder(path, recursive),
      saveFile: (from: string, to?: string) => this.save(from, to).savedFilePath,
      stat: (path: string) => this.stat(path),
      unlink: (path: string) => this.remove(path, 'unlink'),
      writeFile: (path: string, data: unknown, encoding?: Encoding) =>
        this.put(path, toBytes(data, encoding), 'open'),
    };
    const said = {
      access: ({ path }: Options) => nothing(works.access(String(path))),
      copyFile: ({ srcPath, destPath }: Options) =>
        nothing(works.copyFile(String(srcPath), String(destPath))),
      mkdir: ({ dirPath, recursive }: Options) => nothing(works.mkdir(String(dirPath), Boolean(recursive))),
      readdir: ({ dirPath }: Options) => ({ files: works.readdir(String(dirPath)) }),
      readFile: ({ filePath, encoding }: Options) => ({
        data: works.readFile(String(filePath), encoding as Encoding | undefined),
      }),
      rename: ({ oldPath, newPath }: Options) => nothing(works.rename(String(oldPath), String(newPath))),
      rmdir: ({ dirPath, recursive }: Options) => nothing(works.rmdir(String(dirPath), Boolean(recursive))),
      saveFile: ({ tempFilePath, filePath }: Options) =>
        this.save(String(tempFilePath), filePath as string | undefined),
      stat: ({ path }: Options) => ({ stats: works.stat(String(path)) }),
      unlink: ({ filePath }: Options) => nothing(works.unlink(String(filePath))),
      writeFile: ({ filePath, data, encoding }: Options) =>
        nothing(works.writeFile(String(filePath), data, encoding as Encoding | undefined)),
      getSavedFileList: () => this.savedList(),
      removeSavedFile: ({ filePath }: Options) => nothing(this.remove(String(filePath), 'unlink')),
      getFileInfo: ({ filePath }: Options) => ({ size: this.open(String(filePath), 'open').bytes.length }),
    };
    return {
      ...Object.fromEntries(Object.entries(said).map(([name, work]) => [name, asyncCall(realm, name, work)])),
      ...Object.fromEntries(
        Object.entries(works).map(([name, work]) => [
          `${name}Sync`,
          syncCall(realm, `${name}Sync`, work as (...args: unknown[]) => unknown),
        ]),
      ),
    };
  }

  api(realm: Realm) {
    const manager = this.manager(realm) as Record<string, unknown>;
    const { saveFile, getSavedFileList, removeSavedFile, getFileInfo } = manager;
    return {
      env: { USER_DATA_PATH: USER },
      getFileSystemManager: () => manager,
      saveFile,
      getSavedFileList,
      removeSavedFile,
      getFileInfo,
    };
  }
}

const isTemporary = (path: string) => path.startsWith('wxfile://tmp_');
/** For calls that answer with nothing but that it went well. */
const nothing = (_: unknown): undefined => undefined;
