import { defineComponent, h } from 'vue';
import { StreamChat } from 'stream-chat';

export default defineComponent({
  props: ['user', 'token'],
  created() {
    this.client = new StreamChat('vue-options');
  },
  mounted() {
    this.ready = this.client.connectUser({ id: this.user.id }, this.token);
  },
  unmounted() {
    this.ready.then(() => this.client.disconnectUser());
  },
  render() {
    return h('p', this.user.name);
  },
});
