import { counter } from '../../connectors/counter.ts'
import { contract } from './contract.ts'

contract(counter, 'counter', () =>
  Promise.resolve({
    settings: {},
    wrong: [{ settings: { number: '17' }, field: 'number' }],
    end: () => Promise.resolve(),
  }),
)
