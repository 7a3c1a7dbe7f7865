import { useRef, useState } from 'preact/hooks'
import type { Attached, ChatClient } from '../chat/chat-client.ts'
import { clip } from '../icons.ts'
import { type Language, t } from '../words/t.ts'
import { size } from '../words/when.ts'
import { Icon } from './icon.tsx'

const LARGEST = 10 * 1024 * 1024

interface Ready extends Attached {
  readonly size: number
}

/** Files that will leave with the next message. */
export function useAttachments(client: ChatClient, language: Language) {
  const say = t(language)
  const [ready, setReady] = useState<readonly Ready[]>([])
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState('')
  const add = async (files: readonly File[]) => {
    setError('')
    setBusy(true)
    for (const file of files) {
      if (file.size > LARGEST) {
        setError(say('fileTooBig', { name: file.name }))
        continue
      }
      try {
        const { id, name } = await client.upload({ name: file.name, type: file.type, body: file })
        setReady((before) => [...before, { id, name, size: file.size }])
      } catch {
        setError(say('fileRefused', { name: file.name }))
      }
    }
    setBusy(false)
  }
  const take = () => {
    setReady([])
    return ready
  }
  return {
    ready,
    busy,
    error,
    add,
    take,
    remove: (id: string) => setReady((before) => before.filter((file) => file.id !== id)),
    /** What stands for words when there are only files. */
    text: ready.length > 0 ? say('fileText', { name: ready.map((file) => file.name).join(', ') }) : '',
  }
}

interface Props {
  readonly attached: ReturnType<typeof useAttachments>
  readonly language: Language
}

export function Attachments({ attached, language }: Props) {
  const say = t(language)
  if (attached.ready.length === 0 && !attached.busy) return null
  return (
    <ul class="joined" aria-label={say('joined')}>
      {attached.ready.map((file) => (
        <li key={file.id}>
          {file.name} ({size(file.size, language)})
          <button
            type="button"
            class="btn quiet"
            aria-label={say('remove', { name: file.name })}
            onClick={() => attached.remove(file.id)}
          >
            ×
          </button>
        </li>
      ))}
      {attached.busy && <li>{say('uploading')}</li>}
    </ul>
  )
}

export function AttachButton({ attached, language }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const say = t(language)
  return (
    <>
      <input
        type="file"
        multiple
        hidden
        ref={input}
        aria-label={say('attach')}
        onChange={(event) => {
          void attached.add([...(event.currentTarget.files ?? [])])
          event.currentTarget.value = ''
        }}
      />
      <button
        type="button"
        class="link"
        aria-disabled={attached.busy}
        onClick={() => !attached.busy && input.current?.click()}
      >
        <Icon path={clip} />
        {say('attach')}
      </button>
    </>
  )
}
