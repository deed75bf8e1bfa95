// Stands in for Pulumi's SDK: a StackReference to outputs in a file, named by OUTPUTS.
const fs = require("fs");

class Output {
  constructor(value) {
    this.value = value;
  }

  apply(func) {
    return new Output(func(this.value));
  }
}

class StackReference {
  constructor() {
    this.outputs = JSON.parse(fs.readFileSync(process.env.OUTPUTS, "utf-8"));
  }

  getOutput(name) {
    return new Output(this.outputs[name]);
  }

  requireOutput(name) {
    if (!(name in this.outputs)) throw new Error(`no output ${name}`);
    return this.getOutput(name);
  }
}

module.exports = { StackReference };
