import { openLine } from './http.ts'

const posts = 'content-type: application/json\r\nx-requested-with: permanence\r\n'

/** Signs the demonstration agent of the first desk in; resolves with the cookie. */
export async function signIn(origin: string): Promise<string> {
  const line = await openLine(origin)
  const who = JSON.stringify({ login: 'claire', password: 'demo-claire-permanence' })
  const { status, headers } = await line.ask('POST', '/api/session', posts, who)
  line.close()
  const cookie = /^set-cookie: ([^;]+)/im.exec(headers)?.[1]
  if (status !== 200 || cookie === undefined) throw new Error(`Signing in was answered with ${status}.`)
  return cookie
}
