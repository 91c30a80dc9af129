export { demoWebchat, listDemoTemplates, pointDemoAtSimulator } from './channel.ts';
export { makeDemo } from './makeDemo.ts';
export { startDemoSimulators } from './simulators.ts';
