import { useEffect } from 'preact/hooks'
import { LiveRegions, Toast } from '../parts/frame/live.tsx'
import { me } from '../state/session.ts'
import { words } from '../words/words.ts'
import { Desk } from './desk.tsx'
import { SignIn } from './sign-in.tsx'

/** Signed in or not; the regions that speak are there in both cases. */
export function App() {
  const who = me.value
  useEffect(() => {
    if (who) document.documentElement.dataset['density'] = 'compact'
    else delete document.documentElement.dataset['density']
    if (who === null) document.title = `${words.peek().signIn.title} – ${words.peek().product}`
  }, [who])
  return (
    <>
      {who === null && <SignIn />}
      {who && <Desk />}
      <Toast />
      <LiveRegions />
    </>
  )
}
