// Starts the language server of Lingqu for rule files; without vscode-languageclient only the colours are there.
"use strict";
const vscode = require("vscode");

let client;

exports.activate = function activate() {
  let languageClient;
  try {
    languageClient = require("vscode-languageclient/node");
  } catch {
    vscode.window.showWarningMessage("灵渠：未安装 vscode-languageclient，只有着色 / Lingqu: colours only");
    return;
  }
  const settings = vscode.workspace.getConfiguration("lingqu");
  const [command, ...args] = settings.get("command");
  client = new languageClient.LanguageClient(
    "lingqu",
    "Lingqu 灵渠",
    { command, args },
    {
      documentSelector: [{ language: "lingqu" }],
      initializationOptions: { language: settings.get("language") },
    },
  );
  client.start();
};

exports.deactivate = () => client?.stop();
