import { defineComponent, h, watch } from 'vue';
import { StreamChat } from 'stream-chat';

export default defineComponent({
  props: ['user', 'token'],
  setup(props) {
    watch(
      () => props.user.id,
      async (id: string) => {
        const client = new StreamChat('vue-watch');
        await client.connectUser({ id }, props.token); // expect: HUP101
      },
      { immediate: true },
    );
    return () => h('p', props.user.name);
  },
});
