import { Seat } from './Seat';

export class Dealer {
  constructor(private readonly cards: { deal(seat: number): Promise<void> }) {}

  async playRound(user: { id: string }, token: string) {
    const seat = new Seat();
    await seat.take(user, token);
    try {
      await this.cards.deal(5);
    } finally {
      await seat.give();
    }
  }
}
