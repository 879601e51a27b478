import { h } from 'vue';
import { StreamChat } from 'stream-chat';

export default {
  props: ['user', 'token'],
  mounted() {
    this.client = new StreamChat('vue-old');
    this.client.connectUser({ id: this.user.id }, this.token); // expect: HUP103
  },
  unmount() {
    this.client.disconnectUser();
  },
  render() {
    return h('p', this.user.name);
  },
};
