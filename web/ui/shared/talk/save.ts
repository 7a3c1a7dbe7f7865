import type { WireFile } from '../../../wire.ts'

export type Save = (file: WireFile) => void

/** Gives a fetched file to the browser's downloads. Nothing stays in the page; when the line is down the status line says so. */
export const saver =
  (fetchFile: (url: string) => Promise<Blob>): Save =>
  ({ url, name }) => {
    fetchFile(url)
      .then((bytes) => {
        const href = URL.createObjectURL(bytes)
        Object.assign(document.createElement('a'), { href, download: name }).click()
        setTimeout(URL.revokeObjectURL, 10_000, href)
      })
      .catch(() => {})
  }
