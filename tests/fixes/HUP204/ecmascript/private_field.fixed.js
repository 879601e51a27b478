import { io } from 'socket.io-client'

export class Board {
  #line = null

  constructor(button) { button.addEventListener('click', () => { this.#dial(button.value) }) }

  #dial(code) {
    if (!code) { return } /* nobody */ this.#line?.disconnect(); this.#line = io('/lines', { query: { code } })
    this.#line.on('ring', () => console.log(code))
  }
}
