import type { PickedFile } from "../host/index.ts";

function readAll(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => {
    const all: FileSystemEntry[] = [];
    const next = () =>
      reader.readEntries((some) => {
        if (some.length === 0) return resolve(all);
        all.push(...some);
        next();
      }, reject);
    next();
  });
}

async function walk(entry: FileSystemEntry, root: boolean): Promise<PickedFile[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    const below = entry.fullPath.split("/").slice(2).join("/");
    return [{ name: root || below === "" ? file.name : below, data: file }];
  }
  const children = await readAll((entry as FileSystemDirectoryEntry).createReader());
  const found = await Promise.all(children.map((child) => walk(child, false)));
  return found.flat().filter(({ name }) => /\.(csv|tsv|txt|gz|zip|parquet|xlsx|ods|json)$/iu.test(name));
}

/** The files of a drop; a folder gives its tables and studies, named by their path below it. */
export async function droppedFiles(transfer: DataTransfer): Promise<PickedFile[]> {
  const plain = [...transfer.files];
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  if (!entries.some((entry) => entry.isDirectory)) return plain.map((file) => ({ name: file.name, data: file }));
  return (await Promise.all(entries.map((entry) => walk(entry, true)))).flat();
}
