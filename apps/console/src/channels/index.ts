export { ChannelsSettings } from './ChannelsSettings.tsx';
