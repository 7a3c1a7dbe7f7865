import https from 'node:https'
import net from 'node:net'

/**
 * Every request for X goes to host:port instead, in plain HTTP: an egress proxy that adds TLS, or a simulator. The client
 * library has no setting for its address; the Host header stays api.x.com and OAuth 1.0a signatures stay valid.
 */
export function directAgent(connect: string): https.Agent {
  const at = connect.lastIndexOf(':')
  const host = connect.slice(0, at)
  const port = Number(connect.slice(at + 1))
  return new (class extends https.Agent {
    override createConnection() {
      return net.connect(port, host)
    }
  })()
}
