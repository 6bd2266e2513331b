// Files that people choose or drop. They have no path here: only a name, or the path below the folder that was chosen.

export interface Chosen {
  name: string;
  file: File;
}

export interface Sorted {
  saves: Chosen[];
  /** How many files were no saves. */
  others: number;
}

/** Old World saves are .zip files; .xml is what is inside. */
export function isSave(name: string): boolean {
  return /\.(zip|xml)$/i.test(name);
}

export function sortOut(files: readonly Chosen[]): Sorted {
  const saves = files.filter(({ name }) => isSave(name));
  return { saves, others: files.length - saves.length };
}

export function chosenIn(list: FileList | null): Chosen[] {
  return [...(list ?? [])].map((file) => ({ name: file.webkitRelativePath || file.name, file }));
}

/** All files of a drop, those in folders too. Call it before the event is over: the browser forgets then. */
export async function droppedIn(transfer: DataTransfer): Promise<Chosen[]> {
  const items = [...transfer.items].filter(({ kind }) => kind === 'file');
  const entries = items.map((item) => item.webkitGetAsEntry() ?? item.getAsFile());
  const files: Chosen[] = [];
  for (const entry of entries) {
    if (entry instanceof File) files.push({ name: entry.name, file: entry });
    else if (entry) await walk(entry, files);
  }
  return files;
}

async function walk(entry: FileSystemEntry, into: Chosen[]): Promise<void> {
  if (entry.isFile) {
    const file = await new Promise<File>((got, failed) => (entry as FileSystemFileEntry).file(got, failed));
    into.push({ name: entry.fullPath.replace(/^\//, ''), file });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    // A hundred at a time, until there are no more.
    const some = await new Promise<FileSystemEntry[]>((got, failed) => reader.readEntries(got, failed));
    if (some.length === 0) return;
    for (const inner of some) await walk(inner, into);
  }
}
