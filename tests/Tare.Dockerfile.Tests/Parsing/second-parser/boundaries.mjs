// boundaries.mjs MODULES: reads a JSON array of texts from standard input and answers for each with its instructions
// ([keyword, start, end], in UTF-16 units) and the errors that dockerfile-utils sees in it.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(process.argv[2] + "/");
const { DockerfileParser } = require("dockerfile-ast");
const { validate } = require("dockerfile-utils");
const { TextDocument } = require("vscode-languageserver-textdocument");

const answers = JSON.parse(readFileSync(0, "utf8")).map(text => {
    const document = TextDocument.create("file:///Dockerfile", "dockerfile", 1, text);
    const instructions = DockerfileParser.parse(text).getInstructions().map(instruction => {
        const range = instruction.getRange();
        return [instruction.getKeyword(), document.offsetAt(range.start), document.offsetAt(range.end)];
    });
    return { instructions, errors: validate(text).filter(d => d.severity === 1).map(d => d.message) };
});
process.stdout.write(JSON.stringify(answers));
