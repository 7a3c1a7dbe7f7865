import { existsSync, readFileSync } from 'node:fs'

type Json = Record<string, unknown>
const asJson = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {})
const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** The older spelling of names, put into that of the published description. */
const published: Readonly<Record<string, string>> = {
  'tweet.fields': 'post.fields',
  referenced_tweets: 'referenced_posts',
  edit_history_tweet_ids: 'edit_history_post_ids',
  note_tweet: 'note_post',
  tweets: 'posts',
}
/** Fields that the older spelling must ask for and the newer gives unasked. */
const unasked = new Set(['author_id', 'edit_history_tweet_ids', 'in_reply_to_user_id', 'referenced_tweets'])

function renamed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(renamed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [published[name] ?? name, renamed(inner)]))
}

/** A copy of the description that X publishes (https://api.x.com/2/openapi.json), where this machine has one. */
export function findSpec(): string | undefined {
  const named = process.env['X_OPENAPI_SPEC']
  if (named !== undefined && named !== '') return named
  const beside = new URL('../../../../shared/specs/x-openapi.json', import.meta.url).pathname
  return existsSync(beside) ? beside : undefined
}

/** Holds requests and answers against the description. As much of JSON Schema as it uses. */
export class OpenApi {
  readonly #spec: Json

  constructor(file: string) {
    this.#spec = JSON.parse(readFileSync(file, 'utf8')) as Json
  }

  /** What is wrong with a request; empty when nothing is. */
  request(method: string, path: string, query: URLSearchParams, body: unknown): readonly string[] {
    const operation = this.#operation(method, path)
    if (operation === undefined) return [`${method} ${path} is not described`]
    const wrong: string[] = []
    const parameters = asList(operation['parameters']).map((one) => this.#resolve(one))
    for (const [name, value] of query) {
      const known = parameters.find((one) => one['name'] === (published[name] ?? name) && one['in'] === 'query')
      if (known === undefined) wrong.push(`${name} is no parameter of ${path}`)
      else wrong.push(...this.#check(this.#fromQuery(known, name, value), known['schema'], name))
    }
    const content = asJson(asJson(this.#resolve(operation['requestBody'] ?? {}))['content'])
    const schema = asJson(content['application/json'])['schema']
    if (schema !== undefined) wrong.push(...this.#check(body, schema, 'body'))
    return wrong
  }

  answer(method: string, path: string, status: number, body: unknown): readonly string[] {
    const responses = asJson(this.#operation(method, path)?.['responses'])
    const described = responses[String(status)]
    if (described === undefined) return [`${method} ${path} never answers ${status}`]
    const schema = asJson(asJson(asJson(this.#resolve(described))['content'])['application/json'])['schema']
    return schema === undefined ? [] : this.#check(renamed(body), schema, 'answer')
  }

  #operation(method: string, path: string): Json | undefined {
    const paths = asJson(this.#spec['paths'])
    const fits = (template: string): boolean =>
      new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(path) &&
      asJson(paths[template])[method.toLowerCase()] !== undefined
    // The path without variables is the nearer one.
    const template = Object.keys(paths)
      .filter(fits)
      .toSorted((one, other) => one.split('{').length - other.split('{').length)[0]
    return template === undefined ? undefined : asJson(asJson(paths[template])[method.toLowerCase()])
  }

  #fromQuery(parameter: Json, name: string, value: string): unknown {
    const schema = this.#resolve(parameter['schema'])
    if (schema['type'] === 'integer') return Number(value)
    if (schema['type'] !== 'array') return value
    const items = value.split(',')
    const old = name === 'tweet.fields' ? items.filter((item) => !unasked.has(item)) : items
    return old.map((item) => published[item] ?? item)
  }

  #resolve(value: unknown): Json {
    const reference = asJson(value)['$ref']
    if (typeof reference !== 'string') return asJson(value)
    let found: unknown = this.#spec
    for (const step of reference.split('/').slice(1)) found = asJson(found)[step]
    return this.#resolve(found)
  }

  #check(value: unknown, given: unknown, at: string): readonly string[] {
    const schema = this.#resolve(given)
    if (value === null && schema['nullable'] === true) return []
    for (const choice of ['anyOf', 'oneOf']) {
      const ways = asList(schema[choice])
      if (ways.length > 0 && !ways.some((way) => this.#check(value, way, at).length === 0))
        return [`${at}: fits nothing`]
    }
    if (Array.isArray(schema['enum']) && !schema['enum'].includes(value))
      return [`${at}: ${String(value)} is not foreseen`]
    const type = schema['type']
    if (type === 'object' || (type === undefined && schema['required'] !== undefined))
      return this.#object(value, schema, at)
    if (type === 'array') {
      if (!Array.isArray(value)) return [`${at}: no list`]
      return value.flatMap((item, index) => this.#check(item, schema['items'] ?? {}, `${at}.${index}`))
    }
    return plain(value, schema, at)
  }

  #object(value: unknown, schema: Json, at: string): readonly string[] {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${at}: no object`]
    const properties = asJson(schema['properties'])
    const wrong = asList(schema['required'])
      .filter((name) => asJson(value)[String(name)] === undefined)
      .map((name) => `${at}.${String(name)} is missing`)
    for (const [name, inner] of Object.entries(value)) {
      if (properties[name] !== undefined) wrong.push(...this.#check(inner, properties[name], `${at}.${name}`))
      else if (schema['additionalProperties'] === false) wrong.push(`${at}.${name} is not foreseen`)
    }
    return wrong
  }
}

function plain(value: unknown, schema: Json, at: string): readonly string[] {
  const type = schema['type']
  if (type === 'string') {
    if (typeof value !== 'string') return [`${at}: no text`]
    if (typeof schema['pattern'] === 'string' && !new RegExp(schema['pattern']).test(value))
      return [`${at}: wrong form`]
    if (typeof schema['minLength'] === 'number' && value.length < schema['minLength']) return [`${at}: too short`]
  }
  if (type === 'integer' || type === 'number') {
    if (typeof value !== 'number' || (type === 'integer' && !Number.isInteger(value))) return [`${at}: no number`]
    const { minimum, maximum } = schema
    if (typeof minimum === 'number' && value < minimum) return [`${at}: below ${minimum}`]
    if (typeof maximum === 'number' && value > maximum) return [`${at}: above ${maximum}`]
  }
  if (type === 'boolean' && typeof value !== 'boolean') return [`${at}: neither true nor false`]
  return []
}
