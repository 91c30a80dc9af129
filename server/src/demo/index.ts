export { demoWebchat, listDemoTemplates, pointDemoAtMailbox, pointDemoAtSimulator } from './channel.ts';
export { makeDemo } from './makeDemo.ts';
export { startDemoSimulators } from './simulators.ts';
