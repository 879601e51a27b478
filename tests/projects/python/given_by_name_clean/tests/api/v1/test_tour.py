class TestTour:
    async def test_guide_says_goodbye(self, guide):
        assert await guide.wait() is None
        await guide.leave()

    async def test_visitor_is_seen(self, parting, watcher):
        assert parting.user_id in watcher.participants
