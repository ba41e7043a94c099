using Assay.Cli;
using Assay.Cli.Conventions;
using Assay.Cli.Output;

using var streams = Streams.OfProcess();
return new Application(new CommandTree(Catalogue.Root), streams).Run(args);
