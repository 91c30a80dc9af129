// Says what the page could see before its first own line ran.
document.documentElement.dataset.bridge = typeof window.balcao;
