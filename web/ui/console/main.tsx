import '../shared/tokens.css'
import '../shared/base.css'
import '../shared/page.css'
import '../shared/parts.css'
import './style/frame.css'
import './style/list.css'
import './style/thread.css'
import './style/message-parts.css'
import './style/side.css'
import './style/write.css'
import './style/sign-in.css'
import './style/channels.css'
import './style/knowledge.css'
import './style/narrow.css'
import { render } from 'preact'
import { startLive } from './live.ts'
import { App } from './screens/app.tsx'
import { startLook } from './state/look.ts'
import { loadMe } from './state/session.ts'

const place = document.getElementById('console')
if (place) {
  startLook()
  startLive()
  render(<App />, place)
  void loadMe()
}
