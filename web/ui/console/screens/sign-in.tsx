import type { TargetedInputEvent } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Icon, Mark } from '../parts/icons.tsx'
import { codeAsked, ended, signIn } from '../state/session.ts'
import { words } from '../words/words.ts'

/** Starting a shift: login, password, then the code when the server asks for it. */
export function SignIn() {
  const { signIn: say, product } = words.value
  return (
    <main class="in">
      <div class="scene">
        <span class="brand">
          <Mark />
          <span>
            <b>{product}</b>
            <span>{say.lead}</span>
          </span>
        </span>
        <p>{say.scene}</p>
        <Door />
      </div>
      <div class="form">
        <div>
          <h1>{say.title}</h1>
          {ended.value ? (
            <p class="notice warn" role="alert">
              <Icon name="alert" />
              {say.ended}
            </p>
          ) : (
            <p class="lead">{say.lead}</p>
          )}
          <Credentials />
          <p class="end">{say.shared}</p>
        </div>
      </div>
    </main>
  )
}

function missing(login: string, password: string): 'login' | 'password' | undefined {
  if (login.trim() === '') return 'login'
  return password === '' ? 'password' : undefined
}

function useCredentials() {
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [problem, setProblem] = useState<string>()
  const [checking, setChecking] = useState(false)
  const submit = async (): Promise<void> => {
    const say = words.peek().signIn
    const lacking = missing(login, password)
    if (lacking) {
      setProblem(lacking === 'login' ? say.fillLogin : say.fillPassword)
      document.getElementById(lacking)?.focus()
      return
    }
    setChecking(true)
    setProblem(await signIn(login.trim(), password, code.replace(/\s/g, '')))
    setChecking(false)
  }
  return { login, setLogin, password, setPassword, code, setCode, problem, checking, submit }
}

function Credentials() {
  const { signIn: say } = words.value
  const form = useCredentials()
  const codeField = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (codeAsked.value) codeField.current?.focus()
  }, [codeAsked.value])
  useEffect(() => document.getElementById('login')?.focus(), [])
  const described = form.problem ? 'sign-in-problem' : undefined
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!form.checking) void form.submit()
      }}
    >
      <Field
        id="login"
        label={say.login}
        value={form.login}
        set={form.setLogin}
        autocomplete="username"
        described={described}
      />
      <Field
        id="password"
        label={say.password}
        value={form.password}
        set={form.setPassword}
        autocomplete="current-password"
        described={described}
      />
      {codeAsked.value && (
        <div class="field">
          <label for="code">{say.code}</label>
          <span class="hint" id="code-hint">
            {say.codeHint}
          </span>
          <input
            class="input"
            id="code"
            ref={codeField}
            inputMode="numeric"
            autocomplete="one-time-code"
            aria-describedby="code-hint"
            value={form.code}
            onInput={(event) => form.setCode(event.currentTarget.value)}
          />
        </div>
      )}
      <p class="error" id="sign-in-problem" role="alert" hidden={!form.problem}>
        {form.problem}
      </p>
      <button type="submit" class="btn big" aria-disabled={form.checking}>
        {form.checking ? say.checking : say.go}
      </button>
    </form>
  )
}

interface FieldShown {
  readonly id: 'login' | 'password'
  readonly label: string
  readonly value: string
  readonly set: (value: string) => void
  readonly autocomplete: 'username' | 'current-password'
  readonly described: string | undefined
}

function Field({ id, label, value, set, autocomplete, described }: FieldShown) {
  const shared = {
    class: 'input',
    id,
    name: id,
    autocomplete,
    'aria-describedby': described,
    value,
    onInput: (event: TargetedInputEvent<HTMLInputElement>) => set(event.currentTarget.value),
  }
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {id === 'password' ? (
        <input type="password" {...shared} />
      ) : (
        <input type="text" autocapitalize="none" spellcheck={false} {...shared} />
      )}
    </div>
  )
}

const Door = () => (
  <svg class="door" viewBox="0 0 400 360" preserveAspectRatio="xMaxYMax slice" aria-hidden="true">
    <path d="M230 300h90l60 60H90z" fill="var(--color-lamp)" opacity=".22" />
    <path d="M230 90h90v210h-90z" fill="var(--color-lamp)" />
    <path d="M230 90l52 20v212l-52-22z" fill="var(--color-feature)" />
    <circle cx="272" cy="214" r="4" fill="var(--color-lamp)" />
    <path d="M0 300h230M320 300h80" stroke="var(--color-on-brand)" stroke-width="2" opacity=".4" />
  </svg>
)
