Scratch.Run(args.Length > 0 ? args[0] : "");
