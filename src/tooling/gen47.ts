import { generateCatalogue } from '../testing/generate-catalogue';
console.log(await generateCatalogue(process.argv[2] ?? '', Number(process.argv[3])));
