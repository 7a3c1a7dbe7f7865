/** A setting that stops the start; its message is one sentence for whoever runs the product. */
export class SettingsError extends Error {
  readonly code = 'settings'
  readonly setting: string
  constructor(setting: string, sentence: string) {
    super(sentence)
    this.name = 'SettingsError'
    this.setting = setting
  }
}
