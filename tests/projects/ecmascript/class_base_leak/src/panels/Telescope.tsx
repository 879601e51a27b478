import { ChatAware } from '../base/ChatAware';

export class Telescope extends ChatAware<{ userId: string; token: string; tick: number }> {
  private timer = 0;

  start = () => {
    this.timer = window.setInterval(() => this.forceUpdate(), this.props.tick);
  };

  componentWillUnmount() {
    window.clearInterval(this.timer);
  }

  render() {
    return <output onClick={this.start}>{this.chat.userID}</output>;
  }
}
